import { createSignal } from './signal.ts';

/** How one batch went: delivered; refused for good; or to be tried again. */
export type Outcome = 'delivered' | 'refused' | 'retry';

/** Why items did not arrive: the receiver refused them, the queue was full, or it was closed. */
export type Loss = 'refused' | 'full' | 'closed';

/** How items are delivered. All times in milliseconds. */
export interface DeliveryOptions<T> {
  /** Sends one batch; never more than one at a time. A rejection counts as `retry`. */
  readonly send: (batch: readonly T[]) => Promise<Outcome>;
  /** How long an item waits for others. */
  readonly delay: number;
  readonly batchSize: number;
  /** How many items wait at most; beyond it, new ones are lost. */
  readonly limit: number;
  /** The first pause after a failure; it doubles up to `longestPause`. */
  readonly pause: number;
  readonly longestPause: number;
  readonly onLost: (items: readonly T[], why: Loss) => void;
}

/** A bounded queue with one sender. */
export interface Delivery<T> {
  /** Takes an item; `false` when it had to be dropped. Never throws, never waits. */
  push(item: T): boolean;
  readonly pending: number;
  readonly delivered: number;
  /** How many did not arrive and never will from here. */
  readonly lost: number;
  /** Sends what waits now; `false` when the receiver did not take all of it within the time given. Never rejects. */
  flush(within: number): Promise<boolean>;
  /** No more items and no more timers; what still waits is lost. */
  close(): void;
}

/** Batches with a short delay, one at a time and in order, tried again until the receiver takes them. */
export function createDelivery<T>(options: DeliveryOptions<T>): Delivery<T> {
  let queue: T[] = [];
  let delivered = 0;
  let lost = 0;
  let failures = 0;
  let closed = false;
  const work = createSignal();
  const haste = createSignal();
  void run();

  // Begun here, so that nothing is sent in the asynchronous context of whoever happened to push.
  async function run(): Promise<void> {
    while (!closed) {
      if (queue.length === 0) await work.wait();
      await haste.wait(pause());
      await sendAll();
    }
  }

  function pause(): number {
    if (failures === 0) return options.delay;
    return Math.min(options.pause * 2 ** (failures - 1), options.longestPause);
  }

  /** Until the queue is empty or the receiver fails. */
  async function sendAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, options.batchSize);
      const outcome = await attempt(batch);
      if (outcome === 'retry') {
        failures++;
        return;
      }
      failures = 0;
      if (closed) return;
      queue = queue.slice(batch.length);
      if (outcome === 'delivered') delivered += batch.length;
      else lose(batch, 'refused');
    }
  }

  async function attempt(batch: readonly T[]): Promise<Outcome> {
    try {
      return await options.send(batch);
    } catch {
      return 'retry';
    }
  }

  function lose(items: readonly T[], why: Loss): void {
    lost += items.length;
    options.onLost(items, why);
  }

  return {
    push(item) {
      if (closed || queue.length >= options.limit) {
        lose([item], closed ? 'closed' : 'full');
        return false;
      }
      queue.push(item);
      work.raise();
      return true;
    },
    get pending() {
      return queue.length;
    },
    get delivered() {
      return delivered;
    },
    get lost() {
      return lost;
    },
    async flush(within) {
      const end = Date.now() + within;
      const settled = delivered + lost + queue.length;
      haste.raise();
      while (delivered + lost < settled && Date.now() < end) {
        await sleep(GLANCE);
        // A receiver that fails is left the pauses that it was given.
        if (failures === 0) haste.raise();
      }
      return delivered + lost >= settled;
    },
    close() {
      closed = true;
      if (queue.length > 0) lose(queue, 'closed');
      queue = [];
    },
  };
}

/** How often flushing looks whether it is done. */
const GLANCE = 10;

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
