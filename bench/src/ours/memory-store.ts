import { memorySubjectStore, type SubjectStore } from '@lawful/core';

/** The store that forgets: what a store costs at least. */
export function memoryStore(): SubjectStore {
  return memorySubjectStore();
}
