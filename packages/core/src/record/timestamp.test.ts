import { expect, test } from 'vitest';
import { timestamp } from './timestamp.ts';

test('instants are written as RFC 3339 in UTC', () => {
  expect(timestamp(Date.UTC(2026, 10, 22, 9))).toBe('2026-11-22T09:00:00.000Z');
  expect(timestamp(0)).toBe('1970-01-01T00:00:00.000Z');
});

test('the same millisecond is written the same, and the next one differently', () => {
  const now = Date.UTC(2026, 10, 22, 9);
  expect([now, now, now + 1, now].map(timestamp)).toEqual([
    '2026-11-22T09:00:00.000Z',
    '2026-11-22T09:00:00.000Z',
    '2026-11-22T09:00:00.001Z',
    '2026-11-22T09:00:00.000Z',
  ]);
});
