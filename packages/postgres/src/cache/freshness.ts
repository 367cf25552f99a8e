/** How old knowledge is. Times are milliseconds of a clock that never goes back. */
export interface Freshness {
  /** By how much what was read at `readAt` may lie behind `now`; infinity where it is suspect and must be read anew. */
  ageOf(readAt: number, now: number): number;
}

/** What the feed of changes knows of itself; see {@link freshnessOf}. */
export interface FeedTimes {
  /** When the feed had its baseline: every change since is heard of. Infinity while there is no feed. */
  since: number;
  /** When the last question about changes was sent that has been answered. */
  asOf: number;
  /** When a feed was last lost: what was read before is suspect. */
  lostAt: number;
}

/** The times of a feed that has never begun: knowledge grows old from the moment it was read. */
export function noFeed(): FeedTimes {
  return { since: Number.POSITIVE_INFINITY, asOf: 0, lostAt: Number.NEGATIVE_INFINITY };
}

/** Whatever is heard, nothing is relied on for longer than ten minutes: a row that was mended by hand makes no event. */
const LONGEST_MS = 600_000;

/**
 * What was read after the baseline is as current as the last answer about changes, for every change since is heard
 * of and takes away what it outdates. What was read before is as old as it is, or suspect where a feed was lost since.
 */
export function freshnessOf(times: FeedTimes): Freshness {
  return {
    ageOf: (readAt, now) => {
      if (readAt >= times.since) {
        const read = now - readAt;
        return read > LONGEST_MS ? read : Math.min(read, now - times.asOf);
      }
      return readAt > times.lostAt ? now - readAt : Number.POSITIVE_INFINITY;
    },
  };
}
