import { migrate, type PostgresSubjectStore, postgresSubjectStore } from '@lawful/postgres';
import { Pool } from 'pg';

/** Consents, objections and restrictions, kept open. */
export interface Consents {
  readonly store: PostgresSubjectStore;
  close(): Promise<void>;
}

/**
 * Opens them in the database at `url`, beside the rest of the practice's data. TypeORM keeps its pool to itself; a small
 * one of our own also means that no decision waits behind the practice's queries.
 */
export async function openConsents(url: string): Promise<Consents> {
  const pool = new Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 5_000 });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  pool.on('error', () => {});
  const store = postgresSubjectStore(pool);
  const close = async (): Promise<void> => {
    await store.close();
    await pool.end();
  };
  try {
    // The practice migrates and works as one role; `lawful migrate` keeps the two apart.
    const { rows } = await pool.query<{ role: string }>('select current_user as role');
    await migrate(pool, { grant: rows.map(({ role }) => role) });
    await store.ready();
    return { store, close };
  } catch (error) {
    await close();
    throw error;
  }
}
