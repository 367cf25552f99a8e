import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { consentGiven, consentWithdrawn } from '../durable/consent-event.ts';
import { closingAll } from '../harness/closing.ts';
import { numbersBelow } from '../harness/random.ts';
import { openDurableStore } from '../ours/durable-store.ts';
import type { ReaderTask } from './messages.ts';
import { startReaders } from './readers.ts';

/** One fleet and what happens in it. */
export interface FleetRun extends Omit<ReaderTask, 'subjects'> {
  /** Processes that read, beside the one that writes. */
  readonly readers: number;
  readonly withdrawals: number;
}

/** Delays between two withdrawals are drawn from up to here, so that they meet every phase of a poll. Milliseconds. */
const BETWEEN_MS = 60;

/**
 * Milliseconds from the acknowledgement of a withdrawal in this process to the first read in each other process that
 * shows it: for each withdrawal one value a process. A read may lie up to five milliseconds after the state was there.
 */
export function withdrawals(run: FleetRun): Promise<readonly (readonly number[])[]> {
  return closingAll(async (opened) => {
    const { url, transport, redisPort } = run;
    const { store } = opened(await openDurableStore({ url, transport, redisPort }));
    const subjects = Array.from({ length: run.withdrawals }, () => `withdrawing-${randomUUID()}`);
    for (const subject of subjects) await store.append(subject, consentGiven('newsletter', true));
    const readers = opened(
      await startReaders(run.readers, { url, transport, redisPort, subjects }),
    );
    const seen = readers.seen();
    // Whoever dies meanwhile is told of below.
    seen.catch(() => undefined);
    const acknowledged: bigint[] = [];
    const wait = numbersBelow(BETWEEN_MS);
    for (const subject of subjects) {
      await sleep(wait());
      await store.append(subject, consentWithdrawn('newsletter'));
      acknowledged.push(process.hrtime.bigint());
    }
    const all = await seen;
    return acknowledged.map((at, index) =>
      all.map((process) => Number((process[index] ?? 0n) - at) / 1e6),
    );
  });
}
