import type { Kysely } from 'kysely';

/** SQL with a name: PostgreSQL prepares it once for each connection. Numbered parameters, `$1`. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** One database, however it is reached. */
export interface Database {
  readonly kind: 'postgres' | 'pglite';
  /**
   * One round trip. PostgreSQL: rejects after `timeout` milliseconds (default 1,000), the wait for a connection included,
   * and a connection that owes the answer is not used again. PGlite answers one query after the other, and whoever waits has a deadline of his own.
   */
  query<Row extends object>(
    statement: Statement,
    values: readonly unknown[],
    timeout?: number,
  ): Promise<readonly Row[]>;
  /** A connection of its own, for listening, locks and polling. */
  session(): Promise<Session>;
  /** For migrations and tools. Destroying it leaves open what the application has opened. */
  kysely<Schema>(): Kysely<Schema>;
}

/** One connection that is kept. */
export interface Session {
  /** Rejects after `timeout` milliseconds (default 1,000); the session then counts as lost. */
  query<Row extends object>(
    text: string,
    values?: readonly unknown[],
    timeout?: number,
  ): Promise<readonly Row[]>;
  /**
   * Calls `heard` with the payload of each notification on `channel`, which is a plain SQL identifier; where many
   * connections share a database, of those that others have sent.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<void>;
  /** Calls back once when the connection ends by anything but `close`; at once where it has ended already. */
  onLost(told: () => void): void;
  /** Ends it. Never rejects. */
  close(): Promise<void>;
}

/** How long a query may take unless told otherwise. Milliseconds. */
export const QUERY_TIMEOUT_MS = 1_000;
