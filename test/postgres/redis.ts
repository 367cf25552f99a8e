import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'vitest';

/** A real Redis of this test alone, that keeps nothing. */
export interface RedisServer {
  /** On 127.0.0.1. */
  readonly port: number;
  stop(): Promise<void>;
}

/** Is there a `redis-server` on the PATH? */
export const hasRedis: boolean = (process.env.PATH ?? '').split(delimiter).some((directory) => {
  try {
    accessSync(join(directory, 'redis-server'), constants.X_OK);
    return true;
  } catch {
    return false;
  }
});

/** A suite that needs Redis. Without one it is not run, and nobody can overlook that. */
export function describeWithRedis(title: string, suite: () => void): void {
  if (hasRedis) {
    describe(title, suite);
    return;
  }
  const missing = `NOT RUN: no redis-server on this machine, so nothing here vouches for: ${title}`;
  console.warn(`\n${missing}\nInstall it (Debian: apt-get install redis-server) and run again.\n`);
  test.skip(missing, () => {});
}

/** Starts an empty one. */
export async function startRedis(): Promise<RedisServer> {
  const directory = mkdtempSync(join(tmpdir(), 'lawful-redis-'));
  // Another process may take the port between finding and using it.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = spawn('redis-server', settings(port, directory), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const killed = (): void => void server.kill('SIGKILL');
    process.once('exit', killed);
    if (await ready(server)) {
      return {
        port,
        stop: async () => {
          await stopped(server);
          process.off('exit', killed);
          rmSync(directory, { recursive: true, force: true });
        },
      };
    }
    process.off('exit', killed);
    if (attempt === 3) throw new Error('redis-server does not start on this machine');
  }
}

function settings(port: number, directory: string): string[] {
  const values = { port, bind: '127.0.0.1', dir: directory, save: '', appendonly: 'no' };
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, `${value}`]);
}

async function ready(server: ChildProcess): Promise<boolean> {
  const { stdout } = server;
  if (stdout === null) return false;
  const lines = createInterface({ input: stdout });
  const accepts = new Promise<boolean>((tell) => {
    lines.on('line', (line) => {
      if (line.includes('Ready to accept connections')) tell(true);
    });
  });
  const ended = once(server, 'exit').then(() => false);
  return await Promise.race([accepts, ended]);
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const impatient = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(impatient);
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
