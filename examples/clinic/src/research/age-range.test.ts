import { expect, test } from 'vitest';
import { ageRange } from './age-range.ts';

const TODAY = new Date('2026-11-22T12:00:00Z');

test.each([
  ['1996-11-22', '30-39'],
  ['1996-11-23', '20-29'],
  ['2026-11-01', '0-9'],
  ['1931-01-01', '90+'],
  ['1919-01-01', '90+'],
])('who was born on %s is in the range %s', (birthDate, range) => {
  expect(ageRange(birthDate, TODAY)).toBe(range);
});
