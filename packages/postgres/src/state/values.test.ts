import { expect, test } from 'vitest';
import { instantMs } from './values.ts';

const DAY_MS = 86_400_000;

test('every day of the calendar is told as Date tells it', () => {
  const wrong: string[] = [];
  for (let ms = 0; ms < Date.UTC(2_405, 0, 1); ms += DAY_MS) {
    const at = ms + (((ms / DAY_MS) * 7_919_333) % DAY_MS);
    const text = new Date(at).toISOString();
    if (instantMs(text) !== at) wrong.push(text);
  }
  expect(wrong).toEqual([]);
  expect(instantMs('9999-12-28T23:59:59.999Z')).toBe(Date.UTC(9_999, 11, 28, 23, 59, 59, 999));
});

test.each([
  ['no date', ''],
  ['another zone', '2026-11-22T10:00:00.000+01:00'],
  ['no milliseconds', '2026-11-22T10:00:00Z'],
  ['a day that no month has', '2026-02-30T10:00:00.000Z'],
  ['a month that no year has', '2026-13-01T10:00:00.000Z'],
  ['month 0', '2026-00-01T10:00:00.000Z'],
  ['day 0', '2026-01-00T10:00:00.000Z'],
  ['hour 24', '2026-02-28T24:00:00.000Z'],
  ['minute 60', '2026-02-28T23:60:00.000Z'],
  ['second 60', '2026-02-28T23:59:60.000Z'],
  ['before 1970', '1969-12-01T00:00:00.000Z'],
  ['small letters', '2026-11-22t10:00:00.000z'],
  ['a letter among digits', '2026-11-22T1o:00:00.000Z'],
  ['a sign among digits', '2026-11-22T10:00:00.-10Z'],
  ['digits of another script', '２026-11-22T10:00:00.000Z'],
  ['more years', '+012026-11-22T10:00:00.000Z'],
])('%s is kept as the text it is', (_, text) => {
  expect(instantMs(text)).toBeUndefined();
});
