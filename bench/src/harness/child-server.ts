import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Listening } from './listen.ts';
import { openRawClient } from './raw-client.ts';
import type { Variant } from './variant.ts';

/** A variant served by a process of its own, to be closed after its table. */
export interface ServedVariant extends Variant {
  close(): void;
}

/** How to start a server: the module of the child, and what it is told. */
export interface ServerEntry {
  readonly module: URL;
  readonly args: readonly string[];
}

/**
 * As many processes serve each variant. Two processes that run the same code differ by several
 * per cent as long as they live, each by its own luck with memory and compiler; no number of
 * rounds averages that out, a few processes do.
 */
const PROCESSES = 3;

/**
 * Starts servers in processes of their own and drives them from this one, in turn. The figure is
 * the CPU time of those processes only, reported by themselves: the client and the shapes that
 * other variants teach to a shared engine stay out of it.
 */
export async function serveInOwnProcesses(
  described: Omit<Variant, 'measure'>,
  entry: ServerEntry,
  request: Buffer,
): Promise<ServedVariant> {
  const servers: Served[] = [];
  while (servers.length < PROCESSES) servers.push(await serve(entry, request));
  return {
    ...described,
    async measure(requests) {
      const share = Math.ceil(requests / PROCESSES);
      let used = 0;
      for (const server of servers) used += await server.measure(share);
      return (used * requests) / (share * PROCESSES);
    },
    close() {
      for (const server of servers) server.close();
    },
  };
}

type Served = Pick<ServedVariant, 'measure' | 'close'>;

async function serve({ module, args }: ServerEntry, request: Buffer): Promise<Served> {
  const child = fork(module, args);
  const { port } = await nextReport(child);
  const client = await openRawClient(port, request);
  return {
    async measure(requests) {
      const before = await askCpu(child);
      await client.drive(requests);
      return (await askCpu(child)) - before;
    },
    close() {
      client.close();
      child.disconnect();
    },
  };
}

/** The child's side: says where it listens, then its CPU time whenever it is asked. */
export function reportToParent({ port, close }: Listening): void {
  process.on('message', () => report(port));
  process.on('disconnect', () => {
    close();
    process.exit(0);
  });
  report(port);
}

interface Report {
  readonly port: number;
  /** CPU time of the child so far, in microseconds. */
  readonly cpu: number;
}

function report(port: number): void {
  const { user, system } = process.cpuUsage();
  process.send?.({ port, cpu: user + system } satisfies Report);
}

async function askCpu(child: ChildProcess): Promise<number> {
  const answer = nextReport(child);
  child.send('cpu');
  return (await answer).cpu;
}

async function nextReport(child: ChildProcess): Promise<Report> {
  const stop = new AbortController();
  const died = once(child, 'exit', stop).then(([code]) => {
    throw new Error(`a server of the benchmark ended with ${code}`);
  });
  // Aborting is the usual end of this promise; only a death before the report matters.
  died.catch(() => {});
  try {
    const [message]: unknown[] = await Promise.race([once(child, 'message', stop), died]);
    if (!isReport(message)) throw new Error('a server of the benchmark said something else');
    return message;
  } finally {
    stop.abort();
  }
}

function isReport(message: unknown): message is Report {
  return typeof message === 'object' && message !== null && 'port' in message && 'cpu' in message;
}
