import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant, isInstant, parseInstant } from './instant.ts';

test.each([
  ['2026-09-01', '2026-09-01T00:00:00.000Z'],
  ['2026-09-01T10:20:30Z', '2026-09-01T10:20:30.000Z'],
  ['2026-09-01t10:20:30z', '2026-09-01T10:20:30.000Z'],
  ['2026-09-01T00:30:00+02:00', '2026-08-31T22:30:00.000Z'],
  ['2026-12-31T23:30:00-01:30', '2027-01-01T01:00:00.000Z'],
  ['2026-09-01T10:20:30.5Z', '2026-09-01T10:20:30.500Z'],
  ['2026-09-01T10:20:30.123987Z', '2026-09-01T10:20:30.123Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ['0050-01-01', '0050-01-01T00:00:00.000Z'],
])('%s is the instant %s', (text, utc) => {
  expect(formatInstant(parseInstant(text))).toBe(utc);
});

test.each([
  '',
  '2026',
  '2026-09',
  '2026-9-1',
  '01/09/2026',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-04-31',
  '2026-09-01T10:20',
  '2026-09-01T10:20:30',
  '2026-09-01 10:20:30Z',
  '2026-09-01T24:00:00Z',
  '2026-09-01T10:60:00Z',
  '2026-09-01T10:20:60Z',
  '2026-09-01T10:20:30+0200',
  '2026-09-01T10:20:30+24:00',
  ' 2026-09-01',
  '2026-09-01\n',
])('%j is no date of RFC 3339', (text) => {
  expect(isInstant(text)).toBe(false);
  expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'instant-malformed' }));
});

test('the text is not repeated in the error: it may be a date of birth', () => {
  expect(() => parseInstant('born 1980-02-30')).not.toThrow('1980');
  expect(() => parseInstant('born 1980-02-30')).toThrow('RFC 3339');
});

test('what is formatted is read back as the same instant', () => {
  const within = { min: new Date('0000-01-01').getTime(), max: new Date('9999-12-31').getTime() };
  fc.assert(
    fc.property(fc.integer(within), (epochMs) => {
      expect(parseInstant(formatInstant(epochMs))).toBe(epochMs);
    }),
  );
});

test('an instant that RFC 3339 cannot write is refused', () => {
  for (const epochMs of [Number.NaN, Number.POSITIVE_INFINITY, 8e15, -8e15]) {
    expect(() => formatInstant(epochMs)).toThrow(
      expect.objectContaining({ code: 'instant-malformed' }),
    );
  }
});
