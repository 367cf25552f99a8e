import { PrivacyError } from '../errors.ts';

/** A calendar duration of ISO 8601, part by part; whole numbers. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

// At least one part, and at least one after T.
const DURATION =
  /^P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds for which a purpose may leave a change unknown at most: an hour. */
export const LONGEST_STALENESS_MS = 3_600_000;

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Reads `P1Y2M3W4DT5H6M7S`; throws `duration-malformed` for anything else, fractions and signs included. */
export function parseDuration(text: string): Duration {
  const parts = DURATION.exec(text);
  if (parts === null) throw new PrivacyError('duration-malformed', { what: JSON.stringify(text) });
  const part = (index: number): number => Number(parts[index] ?? 0);
  return {
    years: part(1),
    months: part(2),
    weeks: part(3),
    days: part(4),
    hours: part(5),
    minutes: part(6),
    seconds: part(7),
  };
}

/** Whether `parseDuration` can read it. */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}

/**
 * Milliseconds of a duration that is as long on every day: `undefined` with years or months in it, which are not. Throws
 * `duration-malformed`.
 */
export function fixedDuration(text: string): number | undefined {
  const { years, months, weeks, days, hours, minutes, seconds } = parseDuration(text);
  if (years + months > 0) return undefined;
  return (weeks * 7 + days) * DAY + ((hours * 60 + minutes) * 60 + seconds) * SECOND;
}

/**
 * The instant a duration later, in the calendar of UTC: months first, keeping the day of the month or taking the
 * month's last (31 January + P1M is 28 or 29 February), then days, then time. Epoch milliseconds in and out.
 * Throws `duration-malformed`, also where the result is beyond what a date can hold.
 */
export function addDuration(epochMs: number, duration: string | Duration): number {
  const parts = typeof duration === 'string' ? parseDuration(duration) : duration;
  const days = parts.weeks * 7 + parts.days;
  const seconds = (parts.hours * 60 + parts.minutes) * 60 + parts.seconds;
  const later = addMonths(epochMs, parts.years * 12 + parts.months) + days * DAY + seconds * SECOND;
  if (Number.isNaN(new Date(later).getTime())) {
    throw new PrivacyError('duration-malformed', { what: 'the result is beyond the calendar' });
  }
  return later;
}

function addMonths(epochMs: number, months: number): number {
  if (months === 0) return epochMs;
  const date = new Date(epochMs);
  const day = date.getUTCDate();
  // To the first of the month, so that no day overflows; then to the same day or the month's last.
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return date.setUTCDate(Math.min(day, last.getUTCDate()));
}
