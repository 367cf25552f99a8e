/** The milliseconds of an instant, where it is written as core writes it, so that they say it all. */
export function instantMs(text: string): number | undefined {
  const plain = plainMs(text);
  if (plain !== undefined) return plain;
  const ms = Date.parse(text);
  return ms >= 0 && ms < LATEST_MS && new Date(ms).toISOString() === text ? ms : undefined;
}

/**
 * The same on a day that every month has: nearly always, and then nothing is parsed, nor written to be compared.
 */
function plainMs(text: string): number | undefined {
  if (!isPunctuated(text)) return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const ms = twoDigits(text, 20) * 10 + digit(text, 22);
  // What is no digit is no number, and no comparison with it is true.
  const exists =
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28 &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    ms >= 0;
  if (!exists) return undefined;
  return (
    ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + ms
  );
}

/** Of the Gregorian calendar, counted in years that begin in March: a leap day is then the last one of its year. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  // Five months from March on have 153 days, again and again.
  const days = Math.floor((153 * months + 2) / 5) + day - 1;
  return years * 365 + leapDays + days - DAYS_BEFORE_1970;
}

/** From 1 March of the year 0. */
const DAYS_BEFORE_1970 = 719_468;

/** Whether the signs between the digits are those of `2026-11-22T09:00:00.000Z`. */
function isPunctuated(text: string): boolean {
  return (
    text.length === 24 &&
    text.charCodeAt(4) === HYPHEN &&
    text.charCodeAt(7) === HYPHEN &&
    text.charCodeAt(10) === LETTER_T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text.charCodeAt(19) === STOP &&
    text.charCodeAt(23) === LETTER_Z
  );
}

function twoDigits(text: string, place: number): number {
  return digit(text, place) * 10 + digit(text, place + 1);
}

function digit(text: string, place: number): number {
  const value = text.charCodeAt(place) - ZERO;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

/** The end of what a date can hold in the form with four digits of a year. */
const LATEST_MS = Date.UTC(10_000, 0, 1);

const [HYPHEN, STOP, ZERO, COLON, LETTER_T, LETTER_Z] = [45, 46, 48, 58, 84, 90];
