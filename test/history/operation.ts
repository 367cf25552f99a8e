/** What a process of the history test did: asked whether a purpose may be pursued, or changed a consent. */
export type OperationKind = 'ask' | 'give' | 'withdraw' | 'refuse';

/**
 * One line of a process's own file (NDJSON), `operations-<number>-<life>.ndjson`. An ask is written once, after its
 * answer. A change is written before it is sent (outcome `unknown`) and again after each answer, so that a process
 * that is killed leaves behind what it may have stored.
 */
export interface Operation {
  /** `3/2`: the second life of process 3. */
  readonly process: string;
  readonly kind: OperationKind;
  readonly subject: string;
  readonly purpose: string;
  /** Idempotency key of a change: one id is one change, however often it is sent. */
  readonly eventId?: string;
  /** Milliseconds of the {@link clock}, just before the call. */
  readonly startedAt: number;
  /** Milliseconds of the {@link clock}, just after the answer; absent where none came. */
  readonly endedAt?: number;
  /**
   * `allow`, `deny`: the answer to an ask. `stored`: the change was acknowledged. `failed`: it was refused before
   * anything was sent to the database. `unknown`: it may or may not be stored.
   */
  readonly outcome: 'allow' | 'deny' | 'stored' | 'failed' | 'unknown';
  /** Why, in the words of the decision, or the code of the error. */
  readonly reason?: string;
  /** What the audit record says: by how many milliseconds what was known may have lain behind. */
  readonly ageMs?: number;
  /** How old a consent may be that this ask relies on, in milliseconds; absent where the purpose rests on another basis. */
  readonly boundMs?: number;
}

/** One line of `events.ndjson`: what the database holds when everything is over. */
export interface StoredEvent {
  readonly tenant: string;
  readonly subject: string;
  /** The place in the subject's history, as the database numbers it. */
  readonly seq: number;
  readonly event: { readonly id: string; readonly type: string; readonly purpose?: string };
}

/** Name of the dump of the database in the directory of a history. */
export const EVENTS_FILE = 'events.ndjson';

/** Name of the file of one life of one process. */
export const operationsFile = (number: number, life: number): string =>
  `operations-${number}-${life}.ndjson`;
