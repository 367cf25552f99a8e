import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import {
  type DatabaseSource,
  type PostgresSubjectStore,
  postgresSubjectStore,
} from '@lawful/postgres';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Config } from '../config.ts';
import { claimDirectory } from './claim-directory.ts';
import type { Schema } from './schema.ts';

/** The open database. */
export interface Database {
  /** The shop's own tables. */
  readonly db: Kysely<Schema>;
  /** Consents, objections and restrictions, in a schema beside them. */
  readonly consents: PostgresSubjectStore;
  /** What both rest on. */
  readonly source: DatabaseSource;
  close(): Promise<void>;
}

/**
 * Opens PostgreSQL where `databaseUrl` is set, the embedded database in `dataDir` otherwise. In production the embedded
 * one is refused with `store-not-durable`: it is no place for evidence.
 */
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
  const source = await PGlite.create(dataDir);
  const consents = postgresSubjectStore(source);
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: source }) });
  return {
    db,
    consents,
    source,
    close: async () => {
      await consents.close();
      await db.destroy();
      if (!source.closed) await source.close();
      await release();
    },
  };
}

function openServer(connectionString: string): Database {
  const source = new Pool({ connectionString, max: 10, connectionTimeoutMillis: 5_000 });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  source.on('error', () => {});
  const consents = postgresSubjectStore(source);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: source }) });
  return {
    db,
    consents,
    source,
    close: async () => {
      await consents.close();
      await db.destroy();
    },
  };
}
