import { isDeepStrictEqual } from 'node:util';
import { emptyState, evolve, type SubjectEvent, type SubjectState } from '@lawful/core';
import { saltOf } from '../consents/salt.ts';
import type { SubjectStateTable } from '../schema/tables.ts';
import { packState, type StateRow, unpackState } from '../state/state-codec.ts';
import type { SubjectKeys } from '../state/subject-key.ts';
import { type Disagreement, type FindingKind, isMendable } from './disagreement.ts';
import type { StoredEvent } from './walk.ts';

/** One subject's history, taken in event by event. */
export interface History {
  readonly tenant: string;
  readonly key: string;
  /** Place of the newest event. */
  readonly seq: number;
  /** What the events so far amount to; `undefined` before the first. */
  readonly state: SubjectState | undefined;
  add(event: StoredEvent): void;
  /** What is wrong, once every event has been added; `undefined` if nothing is. */
  compare(row: SubjectStateTable | undefined): Disagreement | undefined;
}

export function history(tenant: string, key: string, keys: SubjectKeys): History {
  const findings = new Set<FindingKind>();
  const ids = new Set<string>();
  let seq = 0;
  let state: SubjectState | undefined;
  let subject: string | undefined;

  const begin = (event: StoredEvent): SubjectState => {
    if (event.salt === null) findings.add('salt-missing');
    if (keys(event.subject, tenant === '' ? undefined : tenant) !== key) {
      findings.add('key-different');
    }
    subject = event.subject;
    return emptyState(saltOf(event.salt ?? NO_SALT));
  };

  return {
    tenant,
    key,
    get seq() {
      return seq;
    },
    get state() {
      return state;
    },
    add: (stored) => {
      const { event } = stored;
      const before = state ?? begin(stored);
      if (stored.seq !== seq + 1) findings.add('seq-not-dense');
      if (ids.has(stored.event_id)) findings.add('event-repeated');
      if (stored.subject !== subject) findings.add('key-different');
      ids.add(stored.event_id);
      seq = stored.seq;
      const after = evolved(before, event);
      state = after ?? before;
      if (after?.version !== stored.epoch || !fitsColumns(stored)) findings.add('event-different');
    },
    compare: (row) => {
      if (row === undefined) findings.add('state-missing');
      else if (state === undefined) findings.add('events-missing');
      else for (const each of differences(row, state, seq)) findings.add(each);
      if (findings.size === 0) return undefined;
      return { tenant, key, findings: [...findings], mendable: isMendable(findings) };
    },
  };
}

/** `undefined` for something that is no event. */
function evolved(before: SubjectState, event: SubjectEvent): SubjectState | undefined {
  try {
    return evolve(before, event);
  } catch {
    return undefined;
  }
}

function fitsColumns({ event, event_id, type, purpose }: StoredEvent): boolean {
  const told = 'purpose' in event ? event.purpose : null;
  return event.id === event_id && event.type === type && told === purpose;
}

function* differences(
  row: SubjectStateTable,
  expected: SubjectState,
  seq: number,
): Generator<FindingKind> {
  const packed = packState(expected);
  const found = stateIn(row, packed, expected);
  if (found === undefined) yield 'state-corrupted';
  else if (!saysTheSame(found, expected)) yield 'state-different';
  if (row.salt !== packed.salt) yield 'salt-different';
  if (row.epoch !== packed.epoch) yield 'epoch-different';
  if (row.seq !== seq) yield 'seq-different';
  // What a newer state knew beyond these events must not be undone by them.
  if (row.seq > seq && found !== expected) yield 'events-lost';
}

/** The state of a row; `expected` itself where row and expectation are the same bytes. */
function stateIn(
  row: SubjectStateTable,
  packed: StateRow,
  expected: SubjectState,
): SubjectState | undefined {
  const same = Buffer.compare(row.state, packed.state) === 0;
  if (same && row.epoch === packed.epoch && row.salt === packed.salt) return expected;
  try {
    return unpackState(row);
  } catch {
    return undefined;
  }
}

/** But for epoch and salt, which have findings of their own. The order of keys is not part of a state. */
function saysTheSame(one: SubjectState, other: SubjectState): boolean {
  return one === other || isDeepStrictEqual(contentOf(one), contentOf(other));
}

function contentOf({ version: _version, salt: _salt, ...content }: SubjectState): unknown {
  return JSON.parse(JSON.stringify(content));
}

const NO_SALT = '00000000-0000-0000-0000-000000000000';
