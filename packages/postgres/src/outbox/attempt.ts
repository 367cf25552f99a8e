import { delayAfter } from './backoff.ts';
import type { Claim } from './claim.ts';
import type { Destination } from './destination.ts';
import { causeOf } from './incident.ts';
import type { OutboxQueue } from './queue.ts';
import type { RelaySettings } from './relay.ts';
import { type Outcome, sendWithin } from './send-within.ts';

/** What an attempt needs beside its claim. */
export interface AttemptContext {
  readonly queue: OutboxQueue;
  readonly destination: Destination;
  readonly settings: RelaySettings;
  /** Monotonic time by which sending must have begun; after it the lease might end in the middle. Milliseconds. */
  readonly sendBefore: number;
}

/** Sends one message and settles what became of it. Never rejects: what cannot be settled ends with its lease. */
export async function attempt(claim: Claim, context: AttemptContext): Promise<void> {
  const { destination, settings } = context;
  try {
    await settle(claim, await outcomeOf(claim, context), context);
  } catch (error) {
    const cause = causeOf(error);
    settings.onIncident({ kind: 'outbox-unreachable', destination: destination.name, cause });
  }
}

async function outcomeOf({ message }: Claim, context: AttemptContext): Promise<Outcome | 'late'> {
  const { destination, settings, sendBefore } = context;
  if (message === undefined) return { cause: 'event-missing' };
  // A process that slept since it claimed must not send: somebody else may be sending a later message by now.
  if (performance.now() > sendBefore) return 'late';
  return sendWithin(destination, message, settings.sendTimeout);
}

async function settle(
  claim: Claim,
  outcome: Outcome | 'late',
  context: AttemptContext,
): Promise<void> {
  const { queue, destination, settings } = context;
  if (outcome === 'delivered') {
    await queue.delivered(claim);
  } else if (outcome === 'late') {
    await queue.postpone(claim, 0);
  } else if (outcome === 'gone') {
    await queue.pause(destination.name);
    await queue.postpone(claim, 0);
    settings.onIncident({ kind: 'destination-paused', destination: destination.name });
  } else {
    await queue.postpone(claim, delayOf(claim, outcome.retryAfter, settings));
    reportFailure(claim, outcome.cause, settings);
  }
}

function delayOf(
  { attempt }: Claim,
  wish: number | undefined,
  { baseDelay, maxDelay }: RelaySettings,
): number {
  if (wish !== undefined) return Math.min(wish, maxDelay);
  return delayAfter(attempt, { base: baseDelay, cap: maxDelay }, Math.random());
}

/** At every twentieth failure and not at each: a receiver that is down would drown what else is reported. */
function reportFailure(claim: Claim, cause: string, settings: RelaySettings): void {
  const { destination, messageId: message, attempt: attempts } = claim;
  if (attempts % settings.reportAfter === 0)
    settings.onIncident({ kind: 'message-undelivered', destination, message, attempts, cause });
}
