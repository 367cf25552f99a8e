import { quantile } from './statistics.ts';

/** A quantile and an interval around it that assumes no distribution; its ends are values that were seen. */
export interface QuantileEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of a normal, by which the binomial ranks are approached. */
const DEVIATIONS = 1.96;

/**
 * The ranks between which the true quantile lies in 95 of 100 runs: so many values of `n` lie below it as a coin that
 * falls with probability `share` shows heads. Where the upper rank is beyond the last value, the maximum stands for it,
 * and the interval is a little short.
 */
export function quantileEstimate(values: readonly number[], share: number): QuantileEstimate {
  const sorted = [...values].sort((left, right) => left - right);
  const last = sorted.length - 1;
  const middle = sorted.length * share;
  const reach = DEVIATIONS * Math.sqrt(sorted.length * share * (1 - share));
  const at = (rank: number): number => sorted[Math.min(last, Math.max(0, rank))] ?? Number.NaN;
  return {
    value: quantile(sorted, share),
    low: at(Math.floor(middle - reach)),
    high: at(Math.ceil(middle + reach)),
  };
}
