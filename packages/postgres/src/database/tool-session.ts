import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { subjectKeysOf } from '../schema/installation.ts';
import type { LawfulTables } from '../schema/tables.ts';
import type { SubjectKeys } from '../state/subject-key.ts';
import { type DatabaseSource, databaseOf } from './database.ts';

/** The database as tools see it: every tenant, through the role `lawful_tools` and nothing more. */
export interface ToolSession {
  /** Runs `work` in one transaction as `lawful_tools`, even where the login role could do more. */
  transaction<T>(
    isolation: 'read committed' | 'repeatable read',
    work: (trx: Transaction<LawfulTables>) => Promise<T>,
  ): Promise<T>;
  /** As {@link transaction}, for generators: to be ended by `end`, always. */
  begin(): Promise<OpenTransaction>;
  /** Pseudonyms of this installation. */
  readonly keys: SubjectKeys;
  /** Gives back what was borrowed; the application's pool stays open. */
  close(): Promise<void>;
}

/** A transaction in which everything is read as it stood at one moment. */
export interface OpenTransaction {
  readonly trx: Kysely<LawfulTables>;
  end(): Promise<void>;
}

/**
 * Opens it. The login role needs `lawful_tools`: without it row-level security would show empty tables, and an empty
 * table agrees with everything.
 *
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`; otherwise what the database says, SQLSTATE 42501
 * where the role is missing
 */
export async function toolSession(source: DatabaseSource): Promise<ToolSession> {
  const database = databaseOf(source);
  const keys = await subjectKeysOf(database);
  const db = database.kysely<LawfulTables>();
  return {
    transaction: (isolation, work) =>
      db
        .transaction()
        .setIsolationLevel(isolation)
        .execute(async (trx) => {
          await asTool(trx);
          return work(trx);
        }),
    begin: () => begin(db),
    keys,
    close: () => db.destroy(),
  };
}

async function begin(db: Kysely<LawfulTables>): Promise<OpenTransaction> {
  const trx = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    await asTool(trx);
  } catch (error) {
    await trx.rollback().execute();
    throw error;
  }
  return {
    trx,
    end: async () => {
      await trx.rollback().execute();
    },
  };
}

async function asTool(trx: Kysely<LawfulTables>): Promise<void> {
  await sql`set local role lawful_tools`.execute(trx);
}
