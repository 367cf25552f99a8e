import { expect, test } from 'vitest';
import { EEA_COUNTRIES, EU_COUNTRIES, isInEea } from './countries.ts';

test('the Union has 27 members and the European Economic Area three more', () => {
  expect(new Set(EU_COUNTRIES).size).toBe(27);
  expect(new Set(EEA_COUNTRIES).size).toBe(30);
});

test.each(['FR', 'DE', 'IE', 'NO', 'IS', 'LI'])(
  '%s is inside the European Economic Area',
  (code) => {
    expect(isInEea(code)).toBe(true);
  },
);

test.each(['GB', 'CH', 'US', 'fr', 'EU', ''])('%j is not', (code) => {
  expect(isInEea(code)).toBe(false);
});
