import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { extname } from 'node:path';
import { isReport, type ReaderReport, type ReaderTask } from './messages.ts';

/** Processes that watch for withdrawals. */
export interface Readers {
  /** For each process, when it saw each subject's withdrawal: nanoseconds of the machine's monotonic clock. */
  seen(): Promise<readonly (readonly bigint[])[]>;
  close(): void;
}

/** Starts so many, and resolves once all of them remember everybody. */
export async function startReaders(count: number, task: ReaderTask): Promise<Readers> {
  // The child is the same file, compiled or not, as the parent.
  const module = new URL(`./reader${extname(import.meta.url)}`, import.meta.url);
  const children = Array.from({ length: count }, () => fork(module, [JSON.stringify(task)]));
  const close = (): void => {
    for (const child of children) child.kill();
  };
  const conversations = children.map((child) => reportsOf(child));
  try {
    await Promise.all(conversations.map(({ next }) => next('ready')));
  } catch (error) {
    close();
    throw error;
  }
  return {
    seen: () =>
      Promise.all(
        conversations.map(async ({ next }) => {
          const report = await next('seen');
          return report.kind === 'seen' ? report.at.map(BigInt) : [];
        }),
      ),
    close,
  };
}

interface Conversation {
  next(kind: ReaderReport['kind']): Promise<ReaderReport>;
}

/** Reports may come before anybody waits for them. */
function reportsOf(child: ChildProcess): Conversation {
  const stop = new AbortController();
  const messages = on(child, 'message', { signal: stop.signal });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`a process that reads ended with ${code}`);
  });
  // Their usual end comes after everything that matters.
  died.catch(() => stop.abort());
  return {
    next: async (kind) => {
      const { value } = await Promise.race([messages.next(), died]);
      const [message]: unknown[] = value ?? [];
      if (!isReport(message) || message.kind !== kind) {
        throw new Error('a process that reads said something else');
      }
      return message;
    },
  };
}
