import { describe, expect, test } from 'vitest';
import { quantileEstimate } from './quantiles.ts';

describe('a quantile with its interval', () => {
  test('lies inside its interval, whose ends were seen', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => 1_000 - index);
    const { value, low, high } = quantileEstimate(values, 0.99);
    expect(value).toBeCloseTo(990.01, 5);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(values).toContain(low);
    expect(values).toContain(high);
  });

  test('ends at the maximum where too few values were seen', () => {
    expect(quantileEstimate([1, 2, 3], 0.99).high).toBe(3);
  });

  test('needs a value', () => {
    expect(() => quantileEstimate([], 0.5)).toThrow(RangeError);
  });
});
