import { describe, expect, test } from 'vitest';
import { estimate, median, pairedDifferences, pairedRatios, quantile } from './statistics.ts';

describe('median', () => {
  test('is the middle value, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  test('is the mean of the two middle values of an even count', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  test('leaves the values as they were', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  test('refuses to speak of nothing', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

test('a quantile interpolates between its neighbours', () => {
  expect(quantile([0, 10, 20, 30, 40], 0.2)).toBe(8);
});

describe('pairs', () => {
  test('are taken round by round', () => {
    expect(pairedRatios([2, 9], [1, 3])).toEqual([2, 3]);
    expect(pairedDifferences([2, 9], [1, 3])).toEqual([1, 6]);
  });

  test('of different lengths are refused', () => {
    expect(() => pairedRatios([1, 2], [1])).toThrow(RangeError);
  });
});

describe('estimate', () => {
  test('takes the published ranks of the binomial interval', () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    expect(estimate(upTo(11))).toMatchObject({ median: 6, low: 2, high: 10 });
    expect(estimate(upTo(41))).toMatchObject({ median: 21, low: 14, high: 28 });
    expect(estimate(upTo(41)).coverage).toBeCloseTo(0.9725, 3);
  });

  test('says how little an interval of few values is worth', () => {
    expect(estimate([1, 2, 3])).toEqual({ median: 2, low: 1, high: 3, coverage: 0.75 });
    expect(estimate([7])).toEqual({ median: 7, low: 7, high: 7, coverage: 0 });
  });

  test('covers the true ratio about as often as it claims, with skewed noise', () => {
    const random = givenRandom(20_261_122);
    let covered = 0;
    const runs = 400;
    for (let run = 0; run < runs; run += 1) {
      const { low, high } = estimate(givenRatiosOfEquals(random, 41));
      if (low <= 1 && 1 <= high) covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.94);
  });
});

/** Two sides of one cost, each with its own bursts, sharing the disturbance of their round. */
function givenRatiosOfEquals(random: () => number, rounds: number): number[] {
  const noise = () => 1 + random() ** 6;
  const shared = Array.from({ length: rounds }, () => 100 * noise());
  return pairedRatios(
    shared.map((cost) => cost * noise()),
    shared.map((cost) => cost * noise()),
  );
}

/** A small generator with a seed: a test of chance must not be left to chance. */
function givenRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
