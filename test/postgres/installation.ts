import { migrate, type PostgresSubjectStore, postgresSubjectStore } from '@lawful/postgres';
import { Pool } from 'pg';
import { type Postgres, startPostgres } from '../postgres.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

type Options = Parameters<typeof postgresSubjectStore>[1];

/** One process of an installation, as far as its connections go: a pool of its own, through a network that can fail. */
export interface Member {
  readonly store: PostgresSubjectStore;
  readonly proxy: TcpProxy;
  readonly pool: Pool;
}

/** A migrated PostgreSQL, and stores on it that know nothing of each other. */
export interface Installation {
  readonly server: Postgres;
  join(options?: Options): Promise<Member>;
  stop(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const server = await startPostgres();
  const members: Member[] = [];
  const setUp = new Pool({ connectionString: server.url });
  await migrate(setUp);
  await setUp.end();
  return {
    server,
    join: async (options) => {
      const url = new URL(server.url);
      const proxy = await startTcpProxy(Number(url.port));
      url.port = `${proxy.port}`;
      const pool = new Pool({ connectionString: url.href, connectionTimeoutMillis: 1_000 });
      // An idle connection that breaks is replaced; unheard, the event would end the process.
      pool.on('error', () => {});
      const store = postgresSubjectStore(pool, { onIncident: () => {}, ...options });
      await store.ready();
      const member = { store, proxy, pool };
      members.push(member);
      return member;
    },
    stop: async () => {
      for (const { store, proxy, pool } of members) {
        proxy.resume();
        await store.close();
        await pool.end();
        await proxy.close();
      }
      await server.stop();
    },
  };
}
