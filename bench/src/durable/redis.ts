import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './postgres.ts';

/** A real Redis that keeps nothing. */
export interface RedisServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Said in the results where there is no Redis. */
export const redisNotRun = 'no redis-server on this machine';

/** Starts an empty one on a free loopback port; `undefined` where none is installed. */
export async function startRedis(): Promise<RedisServer | undefined> {
  if (!isInstalled()) return undefined;
  const port = await freePort();
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', [...settings, '--dir', tmpdir()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  await accepting(server);
  return {
    port,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      process.off('exit', kill);
    },
  };
}

function isInstalled(): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, 'redis-server'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function accepting({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('redis-server says nothing');
  for await (const line of createInterface({ input: stdout })) {
    if (line.includes('Ready to accept connections')) return;
  }
  throw new Error('redis-server did not start');
}
