import { expect, test } from 'vitest';
import { delayAfter } from './backoff.ts';

const backoff = { base: 1_000, cap: 300_000 };

test('the greatest delay doubles with each failure, up to the cap', () => {
  const greatest = [1, 2, 3, 9, 10, 1_000].map((attempt) => delayAfter(attempt, backoff, 1));
  expect(greatest).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
});

test('a delay is anything between nothing and the greatest one', () => {
  expect([0, 0.25, 0.5].map((random) => delayAfter(3, backoff, random))).toEqual([0, 1_000, 2_000]);
});
