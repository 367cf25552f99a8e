import { randomBytes } from 'node:crypto';
import { emptyState, evolve, type SubjectEvent, type SubjectState } from '@lawful/core';
import { packBytes, type StateRow, saltText } from '../state/state-codec.ts';
import type { AppendValues, Sender } from './sender.ts';
import type { AppendRow } from './statements.ts';

/** An event to be appended, with its subject. */
export interface Appending {
  readonly tenant: string | undefined;
  readonly subject: string;
  readonly key: string;
  readonly event: SubjectEvent;
  /** The event as JSON. */
  readonly json: string;
}

/** What stands: how many events, and the state that they lead to; none where nobody has heard of the subject. */
export interface Standing {
  readonly seq: number;
  readonly state: SubjectState | undefined;
}

/** What stands, as the database keeps it. */
export type StandingRow = StateRow & { readonly seq: number };

/** What stands after an event. */
export interface Appended extends Standing {
  readonly state: SubjectState;
}

/** Makes a state of a row that the database answered; mends one that cannot be read. */
export type StateOf = (row: StandingRow) => Promise<Standing>;

/**
 * Appends one event and moves the state, in one round trip where `believed` is true; where another process was faster,
 * from what stands now, until it succeeds. Somebody succeeds in every round, so all of them do in the end.
 */
export async function append(
  sender: Sender,
  { tenant = '', subject, key, event, json }: Appending,
  believed: Standing,
  stateOf: StateOf,
): Promise<Appended> {
  let { seq, state } = believed;
  for (let round = 0; round < ROUNDS; round++) {
    const before = state ?? emptyState(newSalt());
    const next = evolve(before, event);
    // Only the first event brings the salt.
    const salt = seq === 0 ? saltText(next) : NO_SALT;
    const bytes = packBytes(next);
    let instead: Instead | null | 'repeated' | 'overtaken';
    try {
      const values: AppendValues = [
        tenant,
        key,
        subject,
        event.id,
        json,
        seq,
        next.version,
        salt,
        bytes,
        next !== before,
      ];
      ({ instead } = await sender.send(values));
    } catch (error) {
      instead = meaningOf(error);
    }
    if (instead === null) return { seq: seq + 1, state: next };
    if (instead === 'overtaken') continue;
    if (instead === 'repeated') return { seq, state: before };
    const standing = await stateOf(standingRow(instead));
    if (instead.outcome === 'known' && standing.state !== undefined) {
      return { seq: standing.seq, state: standing.state };
    }
    ({ seq, state } = standing);
  }
  throw new Error('The subject changes faster than it can be written');
}

/** So many times others may be faster; a subject that is written hundreds of times at once is no person. */
const ROUNDS = 100;

type Instead = NonNullable<AppendRow['instead']>;

/** What the database says with an error; rethrows one that says nothing of the event. */
function meaningOf(error: unknown): 'repeated' | 'overtaken' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Stored before, and the state is where we believed it: nothing has changed since.
  if (code === UNIQUE_VIOLATION) return 'repeated';
  if (code === SERIALIZATION_FAILURE || code === DEADLOCK) return 'overtaken';
  throw error;
}

const UNIQUE_VIOLATION = '23505';
/** A database that isolates transactions more strictly says so that somebody else was faster. */
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

/** The row that stands. Without bytes it is corrupted, and is made anew from the events. */
function standingRow({ seq, epoch, salt, state }: Instead): StandingRow {
  return { seq, epoch, salt: salt ?? NO_SALT, state: Buffer.from(state ?? '', 'base64') };
}

const NO_SALT = '00000000-0000-0000-0000-000000000000';
