import type { SubjectReading, SubjectStore } from '@lawful/core';

/** Stores that lie, to show that the checker finds them out. */
export const CONTROLS = ['first-reading', 'no-news'] as const;
/** One of them. */
export type Control = (typeof CONTROLS)[number];

/** Puts a lie in front of a sound store. */
export function brokenStore(store: SubjectStore, control: Control): SubjectStore {
  const first = new Map<string, SubjectReading>();
  return {
    volatile: false,
    read: async (subject, needs) => {
      // Takes whatever is at hand, from a store that seldom hears of changes.
      if (control === 'no-news') return current(await store.read(subject));
      // Answers for ever what it read once.
      const known = first.get(subject) ?? current(await store.read(subject, needs));
      first.set(subject, known);
      return known;
    },
    readMany: (subjects, needs) => store.readMany(subjects, needs),
    append: (subject, event, tenant) => store.append(subject, event, tenant),
    history: (subject, tenant) => store.history(subject, tenant),
  };
}

/** Says that it was read just now, which it may not have been. */
function current({ state }: SubjectReading): SubjectReading {
  return { state, ageMs: 0 };
}
