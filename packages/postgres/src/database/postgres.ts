import { Kysely, PostgresDialect } from 'kysely';
import type { Client, Pool, QueryConfig } from 'pg';
import { createDeadlines } from './deadlines.ts';
import { lent } from './lent.ts';
import { type Database, QUERY_TIMEOUT_MS, type Session, type Statement } from './port.ts';
import { roundTrip } from './round-trip.ts';
import { isServerError } from './server-error.ts';

/** pg reads a timeout from each query, which its types do not say. */
type TimedQuery = QueryConfig<unknown[]> & { readonly query_timeout: number };

/** PostgreSQL through the application's pool. */
export function postgresDatabase(pool: Pool): Database {
  const deadlines = createDeadlines();
  return {
    kind: 'postgres',
    query: <Row extends object>(
      statement: Statement,
      values: readonly unknown[],
      timeout = QUERY_TIMEOUT_MS,
    ): Promise<readonly Row[]> =>
      roundTrip<Row>(pool, deadlines, { query: heirOf(statement), values, timeout }),
    session: () => openSession(pool),
    kysely: () => new Kysely({ dialect: new PostgresDialect({ pool: lent(pool, 'end') }) }),
  };
}

/**
 * A statement as pg takes it. At every call pg copies what a query says of itself, member by member and slowly, but not
 * what it inherits: so the statement is inherited, once.
 */
function heirOf(statement: Statement): QueryConfig {
  const known = heirs.get(statement);
  if (known !== undefined) return known;
  const heir: QueryConfig = Object.create(statement);
  heirs.set(statement, heir);
  return heir;
}

const heirs = new WeakMap<Statement, QueryConfig>();

function timed(text: string, values: readonly unknown[], timeout: number): TimedQuery {
  return { text, values: [...values], query_timeout: timeout };
}

/** A connection beside the pool, made as the pool makes its own: a listener in the pool would starve the application. */
async function openSession(pool: Pool): Promise<Session> {
  const client: Client = new (pool as unknown as PoolOfClients).Client({
    ...pool.options,
    // The pool hides it from whoever lists its options.
    ...(pool.options.password === undefined ? {} : { password: pool.options.password }),
    connectionTimeoutMillis: QUERY_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'lawful',
  });
  const told = new Set<() => void>();
  let state: 'open' | 'lost' | 'closed' = 'open';
  const lose = (): void => {
    if (state !== 'open') return;
    state = 'lost';
    for (const each of told) each();
    destroy(client);
  };
  client.on('error', lose);
  client.on('end', lose);
  await client.connect();
  /** The server's number of this connection. */
  const { processID: ownId } = client as unknown as { readonly processID: number };
  return {
    query: async (text, values = [], timeout = QUERY_TIMEOUT_MS) => {
      try {
        const { rows } = await client.query(timed(text, values, timeout));
        return rows;
      } catch (error) {
        // Anything else is the connection.
        if (!isServerError(error)) lose();
        throw error;
      }
    },
    listen: async (channel, heard) => {
      client.on('notification', (it) => {
        if (it.channel === channel && it.processId !== ownId) heard(it.payload ?? '');
      });
      await client.query(timed(`listen ${channel}`, [], QUERY_TIMEOUT_MS));
    },
    onLost: (each) => {
      if (state === 'lost') each();
      else told.add(each);
    },
    close: async () => {
      if (state === 'open') {
        state = 'closed';
        // A half-open connection would never say goodbye.
        const farewell = setTimeout(() => destroy(client), QUERY_TIMEOUT_MS);
        await client.end().catch(() => {});
        clearTimeout(farewell);
      }
    },
  };
}

/** A pool knows the class of its clients, which its types do not say. */
interface PoolOfClients {
  readonly Client: new (options: object) => Client;
}

function destroy(client: Client): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}
