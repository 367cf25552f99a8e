import { attempt } from './attempt.ts';
import { bell } from './bell.ts';
import type { Claim } from './claim.ts';
import type { Destination } from './destination.ts';
import { causeOf } from './incident.ts';
import type { OutboxQueue } from './queue.ts';
import type { RelaySettings } from './relay.ts';

/**
 * Serves one destination until `stopping` aborts: claims as many messages as may be under way and sends them at
 * once, so that no lease runs out in a queue of ours. Resolves when nothing is under way any more.
 */
export async function serve(
  queue: OutboxQueue,
  destination: Destination,
  settings: RelaySettings,
  stopping: AbortSignal,
): Promise<void> {
  const { concurrency, pollInterval, sendTimeout, onIncident } = settings;
  const underWay = new Set<Promise<void>>();
  const freed = bell(stopping);
  let again = 0;
  let failures = 0;
  let registered = false;

  const begin = (claim: Claim, claimedAt: number): void => {
    const repeated = claim.attempt > 1 ? 1 : 0;
    again += repeated;
    const sendBefore = claimedAt + graceFor(sendTimeout) / 2;
    const done = attempt(claim, { queue, destination, settings, sendBefore }).finally(() => {
      again -= repeated;
      underWay.delete(done);
      freed.ring();
    });
    underWay.add(done);
  };

  while (!stopping.aborted) {
    const limit = concurrency - underWay.size;
    try {
      if (!registered && (await queue.register(destination)))
        onIncident({ kind: 'destination-paused', destination: destination.name });
      registered = true;
      const claimedAt = performance.now();
      const claims = await queue.claim({
        destination: destination.name,
        limit,
        again: Math.max(0, Math.ceil(concurrency / 2) - again),
        lease: sendTimeout + graceFor(sendTimeout),
      });
      failures = 0;
      for (const claim of claims) begin(claim, claimedAt);
      if (underWay.size < concurrency) await freed.rung(pollInterval);
    } catch (error) {
      failures++;
      if (failures === 1)
        onIncident({
          kind: 'outbox-unreachable',
          destination: destination.name,
          cause: causeOf(error),
        });
      await freed.rung(Math.min(MAX_PAUSE_MS, pollInterval * 2 ** Math.min(failures, 10)));
    }
    while (underWay.size >= concurrency) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

/** What a lease leaves beyond the time for sending: to be claimed, and to be settled afterwards. Milliseconds. */
const graceFor = (sendTimeout: number): number => sendTimeout + 5_000;

const MAX_PAUSE_MS = 30_000;
