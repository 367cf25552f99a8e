import { randomBytes } from 'node:crypto';
import type { SubjectEvent } from '../decide/event.ts';
import { emptyState, evolve } from '../decide/evolve.ts';
import type { SubjectState } from '../decide/state.ts';
import type { ReadNeeds, SubjectReading, SubjectStore } from '../ports.ts';

/**
 * Consents, objections and restrictions in the memory of this process: for tests, demonstrations and a first run.
 * It forgets everything when the process ends (`volatile`), answers synchronously and never fails.
 */
export function memorySubjectStore(): SubjectStore {
  const tenants = new Map<string | undefined, Map<string, Remembered>>();
  const known = (subject: string, tenant: string | undefined): Remembered | undefined =>
    tenants.get(tenant)?.get(subject);
  const read = (subject: string, needs?: ReadNeeds): SubjectReading =>
    known(subject, needs?.tenant)?.reading ?? NOBODY;
  return {
    volatile: true,
    read,
    readMany: (asked, needs) => asked.map((subject) => read(subject, needs)),
    append(subject, event, tenant) {
      const subjects = tenants.get(tenant) ?? new Map<string, Remembered>();
      tenants.set(tenant, subjects);
      const remembered = subjects.get(subject) ?? newcomer();
      subjects.set(subject, remembered);
      if (remembered.ids.has(event.id)) return remembered.state;
      remembered.ids.add(event.id);
      remembered.events.push(frozenCopy(event));
      remembered.state = evolve(remembered.state, event);
      remembered.reading = current(remembered.state);
      return remembered.state;
    },
    history: (subject, tenant) => known(subject, tenant)?.events.slice() ?? [],
  };
}

interface Remembered {
  state: SubjectState;
  reading: SubjectReading;
  readonly events: SubjectEvent[];
  readonly ids: Set<string>;
}

/** What is in this memory is never behind. */
function current(state: SubjectState | undefined): SubjectReading {
  return Object.freeze({ state, ageMs: 0 });
}

const NOBODY = current(undefined);

function newcomer(): Remembered {
  const state = emptyState(newSalt());
  return { state, reading: current(state), events: [], ids: new Set() };
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
