import { type ChildProcess, fork } from 'node:child_process';
import { nextMessage } from './child-message.ts';
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
 * Starts a server in a process of its own and drives it from this one. The figure is the CPU time
 * of that process only, reported by itself: the client and the shapes that other variants teach to
 * a shared engine stay out of it.
 */
export async function serveInOwnProcess(
  described: Omit<Variant, 'measure'>,
  { module, args }: ServerEntry,
  request: Buffer,
): Promise<ServedVariant> {
  const child = fork(module, args);
  const { port } = await nextReport(child);
  const client = await openRawClient(port, request);
  return {
    ...described,
    async measure(requests) {
      const before = await askCpu(child);
      await awake(() => client.drive(requests));
      return (await askCpu(child)) - before;
    },
    close() {
      client.close();
      child.disconnect();
    },
  };
}

/**
 * Keeps this process from sleeping while it drives. Waking whoever waits for an answer is work of the server that
 * writes it, and a slow server wakes its client more often than a fast one, which always finds it busy: without this,
 * what added 16 microseconds came out as 27.
 */
async function awake(drive: () => Promise<void>): Promise<void> {
  let driving = true;
  const again = (): void => {
    if (driving) setImmediate(again);
  };
  again();
  await drive().finally(() => {
    driving = false;
  });
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
  const message = await nextMessage(child);
  if (!isReport(message)) throw new Error('a server of the benchmark said something else');
  return message;
}

function isReport(message: unknown): message is Report {
  return typeof message === 'object' && message !== null && 'port' in message && 'cpu' in message;
}
