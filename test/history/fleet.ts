import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startTcpProxy, type TcpProxy } from '../postgres/tcp-proxy.ts';
import type { Progress, WorkerSettings } from './settings.ts';

/** One of the processes, through all its lives. */
export interface Member {
  readonly number: number;
  /** Two ways to PostgreSQL and, where there is one, one to Redis. */
  readonly proxies: readonly TcpProxy[];
  /** `kill -9`, then a new life. */
  replace(): Promise<void>;
  /** Takes the processor away from it. */
  freeze(): void;
  thaw(): void;
}

/** All the processes. */
export interface Fleet {
  readonly members: readonly Member[];
  /** Operations done by all of them in all lives. */
  readonly done: number;
  /** Lets everybody finish; rejects where a process has ended by itself, or does not end. */
  end(): Promise<void>;
  /** Kills everybody at once. */
  abandon(): Promise<void>;
}

/** What all the processes have in common, and where they connect to. */
export type FleetSettings = Omit<WorkerSettings, 'number' | 'life' | 'ways' | 'redis' | 'seed'> & {
  readonly processes: number;
  readonly seed: number;
  /** Port of Redis itself. */
  readonly redis: number | undefined;
};

/** Milliseconds that a process has to finish what it does. */
const FAREWELL_MS = 30_000;

/** Starts the processes, each with proxies of its own; resolves when all of them are at work. */
export async function startFleet(settings: FleetSettings): Promise<Fleet> {
  const { processes, ...shared } = settings;
  const members = await Promise.all(
    Array.from({ length: processes }, (_, index) => startMember(index + 1, shared)),
  );
  const close = async (): Promise<void> => {
    await Promise.all(members.flatMap(({ proxies }) => proxies.map((it) => it.close())));
  };
  // Nobody is left behind, frozen perhaps, if this process ends early.
  process.once('exit', () => members.forEach((it) => void it.kill()));
  await Promise.all(members.map(({ begun }) => begun));
  return {
    members,
    get done() {
      return members.reduce((sum, { done }) => sum + done(), 0);
    },
    end: async () => {
      await Promise.all(members.map((it) => it.end()));
      await close();
    },
    abandon: async () => {
      await Promise.all(members.map((it) => it.kill()));
      await close();
    },
  };
}

async function startMember(number: number, shared: Omit<FleetSettings, 'processes'>) {
  const target = Number(new URL(shared.database).port);
  const ways = await Promise.all([startTcpProxy(target), startTcpProxy(target)]);
  const redis = shared.redis === undefined ? undefined : await startTcpProxy(shared.redis);
  let life = 0;
  let before = 0;
  let current = 0;
  let child: ChildProcess;
  let expected = false;
  let failure: Error | undefined;
  const begun = Promise.withResolvers<void>();

  const live = (): void => {
    life += 1;
    before += current;
    current = 0;
    const { redis: _, ...common } = shared;
    const settings: WorkerSettings = {
      ...common,
      number,
      life,
      ways: ways.map(({ port }) => port),
      ...(redis === undefined ? {} : { redis: `redis://127.0.0.1:${redis.port}` }),
      seed: shared.seed * 10_007 + number * 101 + life,
    };
    const own = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [
      JSON.stringify(settings),
    ]);
    child = own;
    own.on('message', (message) => {
      if (child === own) current = (message as Progress).done; // nothing else is sent
      begun.resolve();
    });
    own.on('exit', (code, signal) => {
      if (expected) return;
      failure ??= new Error(`process ${number}/${life} ended: ${code ?? signal}`);
      begun.reject(failure);
    });
  };
  const kill = async (): Promise<void> => {
    expected = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  live();
  return {
    number,
    begun: begun.promise,
    proxies: redis === undefined ? ways : [...ways, redis],
    done: () => {
      if (failure !== undefined) throw failure;
      return before + current;
    },
    kill,
    replace: async () => {
      await kill();
      expected = false;
      live();
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    end: async () => {
      if (failure !== undefined) throw failure;
      expected = true;
      const ended = once(child, 'exit');
      child.send('end');
      const late = setTimeout(() => child.kill('SIGABRT'), FAREWELL_MS);
      const [code, signal]: unknown[] = await ended;
      clearTimeout(late);
      if (code !== 0)
        throw new Error(`process ${number}/${life} did not end well: ${code ?? signal}`);
    },
  };
}
