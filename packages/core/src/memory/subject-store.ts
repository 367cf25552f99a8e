import { randomBytes } from 'node:crypto';
import type { SubjectEvent } from '../decide/event.ts';
import { emptyState, evolve } from '../decide/evolve.ts';
import type { SubjectState } from '../decide/state.ts';
import type { SubjectStore } from '../ports.ts';

/**
 * Consents, objections and restrictions in the memory of this process: for tests, demonstrations and a first run.
 * It forgets everything when the process ends (`volatile`), answers synchronously and never fails.
 */
export function memorySubjectStore(): SubjectStore {
  const subjects = new Map<string, Remembered>();
  return {
    volatile: true,
    read: (subject) => subjects.get(subject)?.state,
    readMany: (asked) => asked.map((subject) => subjects.get(subject)?.state),
    append(subject, event) {
      const remembered = subjects.get(subject) ?? newcomer();
      subjects.set(subject, remembered);
      if (remembered.ids.has(event.id)) return remembered.state;
      remembered.ids.add(event.id);
      remembered.events.push(frozenCopy(event));
      remembered.state = evolve(remembered.state, event);
      return remembered.state;
    },
    history: (subject) => subjects.get(subject)?.events.slice() ?? [],
  };
}

interface Remembered {
  state: SubjectState;
  readonly events: SubjectEvent[];
  readonly ids: Set<string>;
}

function newcomer(): Remembered {
  return { state: emptyState(newSalt()), events: [], ids: new Set() };
}

function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

/** Evidence does not change when the caller's object does. */
function frozenCopy(event: SubjectEvent): SubjectEvent {
  const copy = structuredClone(event);
  for (const part of Object.values(copy)) if (typeof part === 'object') Object.freeze(part);
  return Object.freeze(copy);
}
