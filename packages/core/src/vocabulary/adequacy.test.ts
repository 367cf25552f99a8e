import { expect, test } from 'vitest';
import { ADEQUATE_COUNTRIES, adequacyDecision } from './adequacy.ts';
import { EEA_COUNTRIES } from './countries.ts';

test('Switzerland has been adequate since its decision of 2000, not before', () => {
  expect(adequacyDecision('CH', '2000-07-25')).toBeUndefined();
  expect(adequacyDecision('CH', '2000-07-26')?.decision).toBe('2000/518/EC');
});

test('the United States are adequate for certified recipients only, since 10 July 2023', () => {
  expect(adequacyDecision('US', '2023-07-09')).toBeUndefined();
  expect(adequacyDecision('US', '2026-11-22')?.scope).toBe('certified-recipients');
});

test('Canada is adequate for commercial organisations only', () => {
  expect(adequacyDecision('CA', '2026-11-22')?.scope).toBe('commercial-organisations');
});

test('the decision on the United Kingdom ends by itself', () => {
  expect(adequacyDecision('GB', '2031-12-27')).toBeDefined();
  expect(adequacyDecision('GB', '2031-12-28')).toBeUndefined();
});

test.each(['IN', 'CN', 'AU', 'FR', 'us', ''])('no decision covers %j', (country) => {
  expect(adequacyDecision(country, '2026-11-22')).toBeUndefined();
});

test('each country is listed once, in order, and none is in the European Economic Area', () => {
  const countries: readonly string[] = ADEQUATE_COUNTRIES.map(({ country }) => country);
  expect(countries).toEqual([...new Set(countries)].sort());
  expect(EEA_COUNTRIES.filter((each) => countries.includes(each))).toEqual([]);
});
