import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends an answer whose body nobody wants. A short one is read to its end, so that the connection can be used again;
 * of any other the connection is closed. Never rejects: what matters of the answer is its status.
 */
export async function discard({ headers, body }: Response): Promise<void> {
  if (body === null) return;
  const length = headers.get('content-length') ?? '';
  const short = /^\d{1,4}$/.test(length) && !headers.has('content-encoding');
  const reader = body.getReader();
  const giveUp = new AbortController();
  if (short) {
    const late = sleep(PATIENCE_MS, undefined, giveUp);
    await Promise.race([readToEnd(reader), late]).catch(() => {});
    giveUp.abort();
    await late.catch(() => {});
  }
  await reader.cancel().catch(() => {});
}

async function readToEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let ended = false;
  while (!ended) ended = (await reader.read()).done;
}

/** An answer of a few bytes that takes longer than this is not worth its connection. Milliseconds. */
const PATIENCE_MS = 1_000;
