import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The next thing that a child says. Rejects where it ends instead, for then nobody would ever answer. */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const stop = new AbortController();
  const died = once(child, 'exit', stop).then(([code]) => {
    throw new Error(`a process of the benchmark ended with ${code}`);
  });
  // Aborting is the usual end of this promise; only a death before the message matters.
  died.catch(() => {});
  try {
    const [message]: unknown[] = await Promise.race([once(child, 'message', stop), died]);
    return message;
  } finally {
    stop.abort();
  }
}
