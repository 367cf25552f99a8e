import type { SubjectEvent } from './decide/event.ts';
import type { SubjectState } from './decide/state.ts';
import type { ModelRef } from './declare/model.ts';
import type { AuditRecord } from './record/audit-record.ts';

/** A value now or later. Ports that answer at once keep the request free of needless waiting. */
export type Awaitable<T> = T | Promise<T>;

/** Epoch milliseconds. Everything that depends on time takes it from here, so that tests can set it. */
export type Clock = () => number;

/** What a reading of a subject's state must satisfy. Left out: whatever the store itself holds to be current. */
export interface ReadNeeds {
  /** The controller on whose instructions we act (Art. 28(3)(a)): the same id under two tenants is two people. */
  readonly tenant?: string | undefined;
  /** Milliseconds by which knowledge may lie behind the moment of asking; 0: read anew, after it. */
  readonly maxStaleness?: number | undefined;
  /** The consent epoch that the subject's own session has seen: an older state is read anew. */
  readonly seen?: number | undefined;
}

/** What is known of a subject, and how old that knowledge is. */
export interface SubjectReading {
  /** The current state; `undefined` for a subject never heard of. The same object until something changes. */
  readonly state: SubjectState | undefined;
  /** Milliseconds by which this may lie behind the moment of asking; 0 where it was read after it. */
  readonly ageMs: number;
}

/**
 * Where consents, objections and restrictions live. A subject id is the application's own, never parsed.
 * Failing (throwing, rejecting, or not answering within the deadline) means *unknown*: what depends on it is refused.
 * A coded {@link PrivacyError} that `append` or `history` throws is told to whoever exercises the right.
 */
export interface SubjectStore {
  /** Whether it survives the process; said at start when it does not. */
  readonly volatile: boolean;
  /** What else an operator must be told at start, in a sentence. */
  readonly warning?: string | undefined;
  /** What is known of one subject, as current as needed. A reading older than `maxStaleness` counts as unknown. */
  read(subject: string, needs?: ReadNeeds): Awaitable<SubjectReading>;
  /** Readings of many subjects at once, in the order asked. */
  readMany(subjects: readonly string[], needs?: ReadNeeds): Awaitable<readonly SubjectReading[]>;
  /** Appends one event and returns the state after it. Atomic; the same event id twice changes nothing. */
  append(subject: string, event: SubjectEvent, tenant?: string): Awaitable<SubjectState>;
  /** Every event of the subject, oldest first. */
  history(subject: string, tenant?: string): Awaitable<readonly SubjectEvent[]>;
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
  /**
   * Every record of this subject, archived ones included; in a stable order. Streams if there may be many.
   *
   * @param tenant the controller on whose instructions we act: the same id under two tenants is two people
   */
  find(subject: string, tenant?: string): AsyncIterable<T> | Awaitable<readonly T[]>;
}
