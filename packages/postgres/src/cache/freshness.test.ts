import { expect, test } from 'vitest';
import { freshnessOf, noFeed } from './freshness.ts';

test('without a feed, knowledge is as old as its question', () => {
  const { ageOf } = freshnessOf(noFeed());
  expect(ageOf(100, 100)).toBe(0);
  expect(ageOf(100, 700)).toBe(600);
});

test('what was read after the baseline is as current as the last poll', () => {
  const { ageOf } = freshnessOf({ since: 50, asOf: 900, lostAt: Number.NEGATIVE_INFINITY });
  expect(ageOf(100, 1_000)).toBe(100);
  expect(ageOf(950, 1_000)).toBe(50);
});

test('whatever is heard, after ten minutes it is read anew', () => {
  const { ageOf } = freshnessOf({ since: 0, asOf: 600_100, lostAt: Number.NEGATIVE_INFINITY });
  expect(ageOf(200, 600_200)).toBe(100);
  expect(ageOf(200, 600_201)).toBe(600_001);
});

test('what was read before the baseline is as old as it is: a change between the two was heard by nobody', () => {
  const { ageOf } = freshnessOf({ since: 50, asOf: 900, lostAt: Number.NEGATIVE_INFINITY });
  expect(ageOf(49, 1_000)).toBe(951);
});

test('what was read before a feed was lost is suspect for good, what was read after it is not', () => {
  for (const since of [Number.POSITIVE_INFINITY, 600]) {
    const { ageOf } = freshnessOf({ since, asOf: 700, lostAt: 500 });
    expect(ageOf(400, 1_000)).toBe(Number.POSITIVE_INFINITY);
    expect(ageOf(500, 1_000)).toBe(Number.POSITIVE_INFINITY);
    expect(ageOf(550, 1_000)).toBe(450);
  }
});
