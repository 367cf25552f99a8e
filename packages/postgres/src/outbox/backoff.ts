/** Between which delays a failed message is tried again. Milliseconds. */
export interface Backoff {
  /** Greatest delay after the first failure; it doubles with each. */
  readonly base: number;
  /** Greatest delay of all. */
  readonly cap: number;
}

/**
 * How long to wait after attempt number `attempt` (from 1) has failed: anything between nothing and a bound that doubles
 * each time. Evenly spread, so that messages that failed together do not come back together.
 */
export function delayAfter(attempt: number, { base, cap }: Backoff, random: number): number {
  // Past 2^30 the doubling says nothing that the cap does not.
  return random * Math.min(cap, base * 2 ** Math.min(attempt - 1, 30));
}
