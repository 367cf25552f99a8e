import { type Invalidations, migrate, postgresSubjectStore } from '@lawful/postgres';
import { redisInvalidations } from '@lawful/postgres/redis';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { openPool } from '../durable/pool.ts';

export type { SubjectEvent, SubjectStore } from '@lawful/core';

/** How changes reach other processes. */
export type Transport = 'notify' | 'redis' | 'poll';

/** Which store of consents, over which database. */
export interface DurableStoreOptions {
  readonly url: string;
  /** Default `notify`, as the store's own. */
  readonly transport?: Transport;
  /** Where Redis listens, for the transport of that name. */
  readonly redisPort?: number | undefined;
  /** How many subjects are remembered. Default the store's own. */
  readonly cached?: number;
  /** Connections that requests share. Default 8. */
  readonly connections?: number;
}

/** A store of consents that an application has opened, with the pool that is the application's. */
export interface DurableStore {
  readonly store: ReturnType<typeof postgresSubjectStore>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a store on a pool of its own; resolves once it hears of changes. */
export async function openDurableStore(options: DurableStoreOptions): Promise<DurableStore> {
  const pool = openPool(options.url, options.connections);
  const redis =
    options.transport === 'redis'
      ? new Redis({ port: options.redisPort ?? 6_379, host: '127.0.0.1' })
      : undefined;
  const { cached } = options;
  const store = postgresSubjectStore(pool, {
    ...(cached === undefined ? {} : { cached }),
    ...invalidationsOf(options.transport, redis),
    onIncident: ({ kind, detail }) => console.error(`!!! ${kind}: ${detail}`),
  });
  await store.ready();
  return {
    store,
    pool,
    close: async () => {
      await store.close();
      redis?.disconnect();
      await pool.end();
    },
  };
}

/** Brings the schema of the store into an empty database. */
export async function prepareDatabase(connectionString: string): Promise<void> {
  const pool = openPool(connectionString, 1);
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
}

function invalidationsOf(
  transport: Transport | undefined,
  redis: Redis | undefined,
): { invalidations?: Invalidations | 'none' } {
  if (transport === 'poll') return { invalidations: 'none' };
  return redis === undefined ? {} : { invalidations: redisInvalidations(redis) };
}
