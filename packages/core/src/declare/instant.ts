import { PrivacyError } from '../errors.ts';

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d)))?$/;

const MINUTE = 60_000;

/**
 * Epoch milliseconds of an RFC 3339 full-date (midnight UTC) or date-time (with its offset; finer than a
 * millisecond is cut off). Throws `instant-malformed` for anything else, days that the calendar does not have included.
 */
export function parseInstant(text: string): number {
  const epochMs = read(text);
  // The text is not repeated: it may be somebody's date of birth.
  if (epochMs === undefined) throw new PrivacyError('instant-malformed');
  return epochMs;
}

/** Whether `parseInstant` can read it. */
export function isInstant(text: string): boolean {
  return read(text) !== undefined;
}

/** RFC 3339 date-time in UTC, `2026-09-01T00:00:00.000Z`. Throws `instant-malformed` outside the years 0 to 9999. */
export function formatInstant(epochMs: number): string {
  const date = new Date(epochMs);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) {
    throw new PrivacyError('instant-malformed', { what: 'the year has no four digits' });
  }
  return date.toISOString();
}

function read(text: string): number | undefined {
  const parts = INSTANT.exec(text);
  if (parts === null) return undefined;
  const part = (index: number): number => Number(parts[index] ?? 0);
  const [month, day, hour, minute, second] = [part(2), part(3), part(4), part(5), part(6)];
  const [offsetHour, offsetMinute] = [part(9), part(10)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) {
    return undefined;
  }
  const milliseconds = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(part(1), month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const offset = (offsetHour * 60 + offsetMinute) * MINUTE;
  return date.getTime() - (parts[8] === '-' ? -offset : offset);
}
