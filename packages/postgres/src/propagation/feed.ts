import type { FeedTimes } from '../cache/freshness.ts';
import type { Database } from '../database/database.ts';
import type { Change, Invalidations } from './transport.ts';
import { openWatch, type Watch } from './watch.ts';

/** What a feed is made of. */
export interface FeedParts {
  readonly database: Database;
  /** Makes changes known faster than the poll does; `undefined`: the poll alone. */
  readonly invalidations: Invalidations | undefined;
  /** Milliseconds between two polls. */
  readonly pollInterval: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Takes away what a change outdates. */
  readonly apply: (change: Change) => void;
  /** Says that changes may have been missed, and why in a word; never a value. */
  readonly suspect: (reason: string) => void;
}

/** Hears of every change that any process makes. */
export interface Feed {
  /** Resolves once there is a baseline, or when the first attempt has failed. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Asks for the changes since the last answer, again and again, on a connection of its own. Each question is about the
 * transactions that the last one could not see, so nothing falls between two, whenever it is committed; the time of the
 * question is what the stated bound rests on. A transport only makes it faster, so whatever it loses costs nothing else.
 *
 * @param times what freshness rests on; changed by the feed alone
 */
export function createFeed(parts: FeedParts, times: FeedTimes): Feed {
  const { database, invalidations, pollInterval, now, apply } = parts;
  let running = false;
  let watch: Watch | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let turnNumber = 0;
  /** Of an outage the operator hears once. */
  let told = false;

  const suspect = (reason: string): void => {
    times.lostAt = now();
    times.since = Number.POSITIVE_INFINITY;
    if (running && !told) parts.suspect(reason);
    told = true;
  };
  const again = (milliseconds: number): void => {
    clearTimeout(timer);
    if (!running) return;
    timer = setTimeout(() => void turn(), milliseconds);
    timer.unref();
  };
  const lose = (reason: string): void => {
    const lost = watch;
    watch = undefined;
    turnNumber++;
    suspect(reason);
    void lost?.end();
    again(backoff(failures++));
  };
  const open = async (): Promise<Watch> => {
    let opened: Watch | undefined;
    opened = await openWatch(database, invalidations, {
      heard: (changes) => changes.forEach(apply),
      suspect,
      ended: (reason) => {
        if (opened !== undefined && watch === opened) lose(reason);
      },
    });
    return opened;
  };
  /** One poll. A turn that another one has overtaken has nothing more to say. */
  const turn = async (): Promise<void> => {
    const number = ++turnNumber;
    const overtaken = (): boolean => number !== turnNumber;
    try {
      const own = watch ?? (await open());
      if (overtaken()) return void own.end();
      watch = own;
      const asked = now();
      const changes = await own.poll();
      if (overtaken()) return;
      for (const change of changes) apply(change);
      times.asOf = asked;
      // Whatever became suspect while the answer was on its way waits for the next one.
      if (times.since === Number.POSITIVE_INFINITY && times.lostAt < asked) times.since = now();
      failures = 0;
      told = false;
      again(own.leads() ? Math.min(DRAIN_INTERVAL_MS, pollInterval) : pollInterval);
    } catch {
      if (!overtaken()) lose('the database did not answer');
    }
  };

  return {
    start: async () => {
      if (running) return;
      running = true;
      await turn();
    },
    stop: async () => {
      running = false;
      turnNumber++;
      clearTimeout(timer);
      const last = watch;
      watch = undefined;
      suspect('closed');
      await last?.end();
    },
  };
}

/** How often whoever carries the changes to the others looks for them. */
const DRAIN_INTERVAL_MS = 100;

/** From a tenth of a second to ten, never quite the same: a fleet must not come back all at once. */
function backoff(failures: number): number {
  return Math.min(10_000, 100 * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
}
