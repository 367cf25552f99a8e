/** A median and an interval around it that assumes no distribution. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Probability that the interval covers the true median: at least 0.95 from six values on. */
  readonly coverage: number;
}

const WANTED_COVERAGE = 0.95;

/**
 * Median with its order-statistic interval: the ranks are those of a fair coin, so noise may be
 * as skewed as it likes (CPU time on a shared machine is), and two runs over the same numbers
 * give the same interval, which a bootstrap would not.
 */
export function estimate(values: readonly number[]): Estimate {
  if (values.length === 0) throw new RangeError('an estimate needs at least one value');
  const sorted = [...values].sort((left, right) => left - right);
  const { rank, coverage } = intervalRank(sorted.length);
  return {
    median: quantileOfSorted(sorted, 0.5),
    low: at(sorted, rank),
    high: at(sorted, sorted.length - 1 - rank),
    coverage,
  };
}

/** The middle value; the mean of the two middle ones where the count is even. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear interpolation between the two neighbouring order statistics. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('a quantile needs at least one value');
  return quantileOfSorted(
    [...values].sort((left, right) => left - right),
    share,
  );
}

/** One ratio per round: what disturbed a round disturbed both of its sides. */
export function pairedRatios(of: readonly number[], to: readonly number[]): number[] {
  return paired(of, to, (left, right) => left / right);
}

/** One difference per round, in the unit of the values. */
export function pairedDifferences(of: readonly number[], to: readonly number[]): number[] {
  return paired(of, to, (left, right) => left - right);
}

function paired(
  of: readonly number[],
  to: readonly number[],
  combine: (left: number, right: number) => number,
): number[] {
  if (of.length !== to.length) {
    throw new RangeError(`pairs need two sides of one length, not ${of.length} and ${to.length}`);
  }
  return of.map((value, index) => combine(value, at(to, index)));
}

/**
 * The deepest rank k with P(k ≤ Binomial(n, ½) < n − k) ≥ 0.95. Under six values no rank gives
 * that much: the extremes are taken and the coverage says how little they are worth.
 */
function intervalRank(count: number): { rank: number; coverage: number } {
  let mass = 0.5 ** count;
  let tail = mass;
  let rank = 0;
  let coverage = Math.max(0, 1 - 2 * tail);
  for (let next = 1; next < count / 2; next += 1) {
    mass *= (count - next + 1) / next;
    tail += mass;
    if (1 - 2 * tail < WANTED_COVERAGE) break;
    rank = next;
    coverage = 1 - 2 * tail;
  }
  return { rank, coverage };
}

function quantileOfSorted(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = at(sorted, Math.floor(position));
  const above = at(sorted, Math.ceil(position));
  return below + (above - below) * (position - Math.floor(position));
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index}`);
  return value;
}
