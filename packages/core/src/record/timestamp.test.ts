import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timestamp } from './timestamp.ts';

test('instants are written as RFC 3339 in UTC', () => {
  expect(timestamp(Date.UTC(2026, 10, 22, 9))).toBe('2026-11-22T09:00:00.000Z');
  expect(timestamp(0)).toBe('1970-01-01T00:00:00.000Z');
});

test('an instant reads as a Date of JavaScript writes it, in any order of instants', () => {
  const instant = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
  fc.assert(
    fc.property(fc.array(instant), (instants) => {
      for (const now of instants) expect(timestamp(now)).toBe(new Date(now).toISOString());
    }),
  );
});

test('instants that follow each other read right, across seconds and within a millisecond', () => {
  for (let now = 1_795_000_000_990; now < 1_795_000_001_010; now += 0.5) {
    expect(timestamp(now)).toBe(new Date(now).toISOString());
  }
});
