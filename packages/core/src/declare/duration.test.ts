import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDuration, fixedDuration, isDuration, parseDuration } from './duration.ts';
import { formatInstant, parseInstant } from './instant.ts';

test.each([
  ['2026-01-31', 'P1M', '2026-02-28'],
  ['2028-01-31', 'P1M', '2028-02-29'],
  ['2028-02-29', 'P3Y', '2031-02-28'],
  ['2028-02-29', 'P4Y', '2032-02-29'],
  ['2026-01-31', 'P13M', '2027-02-28'],
  ['2026-12-31', 'P2M', '2027-02-28'],
  ['2026-03-31', 'P1M1D', '2026-05-01'],
  ['2026-11-22', 'P1Y2M3W4D', '2028-02-16'],
  ['2026-11-22', 'P5Y', '2031-11-22'],
  ['2026-11-22', 'P0D', '2026-11-22'],
])('%s and %s is %s: in the calendar, never in days times thirty', (start, duration, end) => {
  expect(addDuration(parseInstant(start), duration)).toBe(parseInstant(end));
});

test.each([
  ['PT0S', 0],
  ['PT5S', 5_000],
  ['PT1H', 3_600_000],
  ['P1W1DT1M', 691_260_000],
  ['P0Y0MT1S', 1_000],
  ['P1M', undefined],
  ['P1YT1S', undefined],
])('%s is as long on every day: %s milliseconds', (text, length) => {
  expect(fixedDuration(text)).toBe(length);
});

test('hours, minutes and seconds run on from the day', () => {
  const start = parseInstant('2026-11-22T23:30:15.250Z');
  expect(formatInstant(addDuration(start, 'PT72H'))).toBe('2026-11-25T23:30:15.250Z');
  expect(formatInstant(addDuration(start, 'P1DT1H2M3S'))).toBe('2026-11-24T00:32:18.250Z');
});

test.each([
  '',
  'P',
  'PT',
  'P1YT',
  '3Y',
  'P-1Y',
  '-P1Y',
  'P1.5Y',
  'PT1,5S',
  'P1M1Y',
  'P1H',
  'p1y',
  ' P1Y',
  'P1Y ',
  'P1Y2',
  'PY',
])('%j is no duration', (text) => {
  expect(isDuration(text)).toBe(false);
  expect(() => parseDuration(text)).toThrow(
    expect.objectContaining({ code: 'duration-malformed' }),
  );
});

test('a duration beyond what a date can hold is refused, not silently lost', () => {
  const now = parseInstant('2026-11-22');
  for (const duration of ['P999999Y', 'P999999999999M', 'PT99999999999999999999S']) {
    expect(() => addDuration(now, duration)).toThrow(
      expect.objectContaining({ code: 'duration-malformed' }),
    );
  }
});

test('what is written part by part is read part by part', () => {
  const part = fc.nat({ max: 9999 });
  fc.assert(
    fc.property(part, part, part, part, part, part, part, (y, mo, w, d, h, mi, s) => {
      expect(parseDuration(`P${y}Y${mo}M${w}W${d}DT${h}H${mi}M${s}S`)).toEqual({
        years: y,
        months: mo,
        weeks: w,
        days: d,
        hours: h,
        minutes: mi,
        seconds: s,
      });
    }),
  );
});

test('whoever starts later ends no earlier', () => {
  fc.assert(
    fc.property(instants(), instants(), durations(), (a, b, duration) => {
      const [first, second] = a <= b ? [a, b] : [b, a];
      expect(addDuration(first, duration)).toBeLessThanOrEqual(addDuration(second, duration));
    }),
  );
});

test('months keep the day of the month, or take the last day of a shorter one', () => {
  fc.assert(
    fc.property(instants(), fc.nat({ max: 1200 }), (start, months) => {
      const [from, to] = [new Date(start), new Date(addDuration(start, `P${months}M`))];
      expect((from.getUTCMonth() + months) % 12).toBe(to.getUTCMonth());
      const nextDay = new Date(to.getTime() + 86_400_000);
      const same = to.getUTCDate() === from.getUTCDate();
      expect(same || (to.getUTCDate() < from.getUTCDate() && nextDay.getUTCDate() === 1)).toBe(
        true,
      );
      expect(to.toISOString().slice(-13)).toBe(from.toISOString().slice(-13));
    }),
  );
});

test('twelve months are a year and seven days a week; nothing is nothing', () => {
  fc.assert(
    fc.property(instants(), fc.nat({ max: 100 }), (start, n) => {
      expect(addDuration(start, `P${12 * n}M`)).toBe(addDuration(start, `P${n}Y`));
      expect(addDuration(start, `P${7 * n}D`)).toBe(addDuration(start, `P${n}W`));
      expect(addDuration(start, 'P0Y0M0DT0S')).toBe(start);
    }),
  );
});

function instants(): fc.Arbitrary<number> {
  return fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });
}

function durations(): fc.Arbitrary<string> {
  const part = fc.nat({ max: 40 });
  return fc.tuple(part, part, part, part).map(([y, m, d, h]) => `P${y}Y${m}M${d}DT${h}H`);
}
