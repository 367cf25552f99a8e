import { checkDestinations } from './check-destination.ts';
import type { Destination } from './destination.ts';
import { type RelayIncident, warnOf } from './incident.ts';
import type { Outbox } from './outbox.ts';
import { serve } from './serve.ts';

/** How messages are sent. Durations are milliseconds. */
export interface RelayOptions {
  /** How many messages are under way to one destination at once (default 8); of each data subject one at most. */
  readonly concurrency?: number;
  /** How often an idle relay looks for messages (default 1,000). */
  readonly pollInterval?: number;
  /** How long a receiver may take to answer (default 15,000). */
  readonly sendTimeout?: number;
  /** Greatest delay after a first failure, doubled with each (default 1,000). */
  readonly baseDelay?: number;
  /** Greatest delay of all, also of one that a receiver asks for (default 300,000). */
  readonly maxDelay?: number;
  /** After how many failures an operator is told (default 20). The message stays and is tried again all the same. */
  readonly reportAfter?: number;
  /** Told what an operator must know; by default the process's warnings are. */
  readonly onIncident?: (incident: RelayIncident) => void;
}

/** A relay at work. */
export interface Relay {
  /** Takes no more messages and resolves when those under way have been answered, or given up at their deadline. */
  stop(): Promise<void>;
}

/**
 * Sends what waits in the outbox, at least once, to each destination by itself. Several relays may run at once, in
 * any number of processes: a message is leased before it is sent and forgotten after it was taken, so one that dies
 * holds its messages back until their leases end and loses none.
 *
 * @throws PrivacyError `destination-invalid`
 */
export function runRelay(
  outbox: Outbox,
  destinations: readonly Destination[],
  options: RelayOptions = {},
): Relay {
  checkDestinations(destinations);
  const settings = settingsOf(options);
  const stopping = new AbortController();
  const serving = destinations.map((destination) =>
    serve(outbox.queue, destination, settings, stopping.signal),
  );
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(serving);
    },
  };
}

/** {@link RelayOptions} with nothing left out. */
export type RelaySettings = Required<RelayOptions>;

function settingsOf(options: RelayOptions): RelaySettings {
  const {
    concurrency = 8,
    pollInterval = 1_000,
    sendTimeout = 15_000,
    baseDelay = 1_000,
    maxDelay = 300_000,
    reportAfter = 20,
    onIncident = warnOf,
  } = options;
  return {
    concurrency,
    pollInterval,
    sendTimeout,
    baseDelay,
    maxDelay,
    reportAfter,
    onIncident: (incident) => {
      try {
        onIncident(incident);
      } catch {
        // Who cannot be told must not stop what is sent; the process's warnings still say it.
        warnOf(incident);
      }
    },
  };
}
