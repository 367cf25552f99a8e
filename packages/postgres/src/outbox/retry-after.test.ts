import { expect, test } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.parse('2026-11-22T09:00:00Z');

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 22 Nov 2026 09:01:00 GMT', 60_000],
  ['Sun, 22 Nov 2026 08:00:00 GMT', 0],
])('a receiver that says %s is asked again after %d ms', (header, expected) => {
  expect(retryAfter(header, now)).toBe(expected);
});

test.each([
  null,
  '',
  '-1',
  '1.5',
  'soon',
  '99999999999',
  '2026-11-22',
  'Foo, 99 Bar 2026 09:01:00 GMT',
])('%s asks for nothing that can be kept', (header) => {
  expect(retryAfter(header, now)).toBe(undefined);
});
