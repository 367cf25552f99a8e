import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { nextMessage } from '../harness/child-message.ts';

/** What remembered subjects cost a process. */
export interface InMemory {
  readonly subjects: number;
  /** Bytes for each of them in all. */
  readonly each: number;
  /** Bytes for each one more that is packed. */
  readonly packed: number;
  /** Which part of it is for those that are ready to be handed out, and for the store itself. */
  readonly readyShare: number;
}

/** Starts a process that reads so many subjects and remembers them all. */
export async function sizeInMemory(url: string, subjects: number): Promise<InMemory> {
  // The child is the same file, compiled or not, as the parent.
  const module = new URL(`./remember${extname(import.meta.url)}`, import.meta.url);
  const child = fork(module, [url, `${subjects}`], {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  const message = await nextMessage(child);
  if (!isReport(message)) throw new Error('the process that remembers said something else');
  const { bytes, sizes } = message;
  const [, few = 0, all = 0] = bytes;
  const [, ready = 0] = sizes;
  const packed = (all - few) / (subjects - ready);
  return {
    subjects,
    each: all / subjects,
    packed,
    readyShare: (all - packed * subjects) / all,
  };
}

interface Report {
  readonly bytes: readonly number[];
  readonly sizes: readonly number[];
}

function isReport(message: unknown): message is Report {
  return typeof message === 'object' && message !== null && 'bytes' in message;
}
