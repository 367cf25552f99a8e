import { expect, test } from 'vitest';
import { versionOrder } from './versions.ts';

test.each([
  ['2', '10'],
  ['1', '1.1'],
  ['1.9', '1.10'],
  ['2026-09-01', '2026-11-22'],
  ['', '1'],
  ['unknown', '0'],
])('version %j comes before %j', (earlier, later) => {
  const compare = versionOrder([]);
  expect(compare(earlier, later)).toBeLessThan(0);
  expect(compare(later, earlier)).toBeGreaterThan(0);
  expect(compare(later, later)).toBe(0);
});

test('the known versions of a policy go by their order, whatever they are called', () => {
  const compare = versionOrder(['summer', 'autumn', '1']);
  expect(compare('summer', 'autumn')).toBeLessThan(0);
  expect(compare('1', 'summer')).toBeGreaterThan(0);
  expect(compare('2', '1')).toBeGreaterThan(0);
});
