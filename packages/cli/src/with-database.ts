import { Pool } from 'pg';
import { databaseUrl } from './database-url.ts';
import type { Surroundings } from './surroundings.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** Gives the database to `work` and closes it afterwards, whatever happens. */
export async function withDatabase<Result>(
  surroundings: Pick<Surroundings, 'env'>,
  work: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  const pool = new Pool({
    connectionString: databaseUrl(surroundings),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'lawful',
    max: 4,
  });
  // A query that needs the lost connection says so; unheard, the event would end the process.
  pool.on('error', () => {});
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
