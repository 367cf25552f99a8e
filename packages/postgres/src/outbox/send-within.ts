import type { Destination } from './destination.ts';
import { causeOf } from './incident.ts';
import type { OutboxMessage } from './message.ts';

/** What became of an attempt, with a cause that holds no value where it failed. */
export type Outcome = 'delivered' | 'gone' | Failed;

interface Failed {
  /** `http-503`, `timeout`, `ECONNREFUSED`, `error`. */
  readonly cause: string;
  /** Milliseconds; what the receiver asked for. */
  readonly retryAfter?: number | undefined;
}

/** Sends one message; at the deadline it has failed, whether the destination heeds its signal or not. */
export async function sendWithin(
  destination: Destination,
  message: OutboxMessage,
  milliseconds: number,
): Promise<Outcome> {
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      resolve({ cause: 'timeout' });
      deadline.abort();
    }, milliseconds);
  });
  const sent = send(destination, message, deadline.signal);
  return Promise.race([sent, late]).finally(() => clearTimeout(timer));
}

async function send(
  destination: Destination,
  message: OutboxMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const delivery = await destination.send(message, signal);
    if (typeof delivery === 'string') return delivery;
    const { status, retryAfter } = delivery;
    return { cause: status === undefined ? 'not-taken' : `http-${status}`, retryAfter };
  } catch (error) {
    return { cause: causeOf(error) };
  }
}
