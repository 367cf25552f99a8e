import type { SubjectEvent } from './decide/event.ts';
import type { SubjectState } from './decide/state.ts';
import type { ModelRef } from './declare/model.ts';
import type { AuditRecord } from './record/audit-record.ts';

/** A value now or later. Ports that answer at once keep the request free of needless waiting. */
export type Awaitable<T> = T | Promise<T>;

/** Epoch milliseconds. Everything that depends on time takes it from here, so that tests can set it. */
export type Clock = () => number;

/**
 * Where consents, objections and restrictions live. A subject id is the application's own, never parsed.
 * Failing (throwing, rejecting, or not answering within the deadline) means *unknown*: what depends on it is refused.
 */
export interface SubjectStore {
  /** Whether it survives the process; said at start when it does not. */
  readonly volatile: boolean;
  /** The current state; `undefined` for a subject never heard of. The same object until something changes. */
  read(subject: string): Awaitable<SubjectState | undefined>;
  /** States of many subjects at once, in the order asked; absent ones `undefined`. */
  readMany(subjects: readonly string[]): Awaitable<readonly (SubjectState | undefined)[]>;
  /** Appends one event and returns the state after it. Atomic; the same event id twice changes nothing. */
  append(subject: string, event: SubjectEvent): Awaitable<SubjectState>;
  /** Every event of the subject, oldest first. */
  history(subject: string): Awaitable<readonly SubjectEvent[]>;
}

/** A record with its place in the ledger. */
export interface LedgerEntry {
  /** Dense, from 0. */
  readonly index: number;
  readonly record: AuditRecord;
}

/**
 * Where evidence lives. A permit holds only once `append` has answered; failing or not answering within the
 * deadline refuses the processing (503 `audit-unavailable`).
 */
export interface Ledger {
  readonly volatile: boolean;
  /** Accepts one record and says at which index. */
  append(record: AuditRecord): Awaitable<number>;
  /** Entries from `index` on, in order. */
  read(index?: number): AsyncIterable<LedgerEntry>;
  /** Calls the relay with every accepted entry, in order; returns how to stop. The relay may be late, never early. */
  subscribe(relay: (entry: LedgerEntry) => void): () => void;
}

/** Where the application keeps the data of one model. Core never queries a database itself. */
export interface PersonalDataSource<T extends object = object> {
  readonly model: ModelRef;
  /** Every record of this subject, archived ones included; in a stable order. Streams if there may be many. */
  find(subject: string): AsyncIterable<T> | Awaitable<readonly T[]>;
}
