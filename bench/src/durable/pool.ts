import pg from 'pg';

/** A pool that keeps its connections, for a server that the same benchmark will stop. */
export function openPool(connectionString: string, connections = 8): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: connections, idleTimeoutMillis: 0 });
  // A pool has ended before its connections have, and a server that is stopped meanwhile says so to each of them.
  pool.on('error', () => undefined);
  return pool;
}
