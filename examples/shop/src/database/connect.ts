import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Config } from '../config.ts';
import { claimDirectory } from './claim-directory.ts';
import type { Schema } from './schema.ts';

/** The open database. */
export interface Database {
  readonly db: Kysely<Schema>;
  /** No other process can write to it: what was read may be remembered. */
  readonly exclusive: boolean;
  close(): Promise<void>;
}

/** Opens PostgreSQL where `databaseUrl` is set, the embedded database in `dataDir` otherwise. */
export async function connectDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
): Promise<Database> {
  return config.databaseUrl === undefined
    ? openEmbedded(config.dataDir)
    : openServer(config.databaseUrl);
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const onDisk = !dataDir.startsWith('memory://');
  if (onDisk) await mkdir(dataDir, { recursive: true });
  // Two processes in one directory would destroy it.
  const release = onDisk ? await claimDirectory(dataDir) : async () => {};
  const pglite = await PGlite.create(dataDir);
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    exclusive: true,
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
      await release();
    },
  };
}

function openServer(connectionString: string): Database {
  const pool = new Pool({ connectionString, max: 10, connectionTimeoutMillis: 5_000 });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, exclusive: false, close: () => db.destroy() };
}
