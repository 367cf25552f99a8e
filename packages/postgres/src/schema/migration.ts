import type { Kysely } from 'kysely';

/** One step of the schema. Steps only go forward: evidence is not deleted by going back. */
export interface SchemaMigration {
  /**
   * The oldest version of the code that works with the schema after this step; versions are counted in migrations
   * known. A step that older code survives repeats the number of the step before it.
   */
  readonly oldestCode: number;
  /** Runs inside the transaction of all pending steps. */
  up(db: Kysely<unknown>): Promise<void>;
}

/** Steps by name. A name begins with its number, and a new one comes after all others. */
export type SchemaMigrations = Readonly<Record<string, SchemaMigration>>;
