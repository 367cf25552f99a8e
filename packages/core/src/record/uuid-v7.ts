import { randomFillSync } from 'node:crypto';

/**
 * A UUIDv7 (RFC 9562): milliseconds, 62 random bits, a 12-bit counter. The ids of one millisecond share their random
 * bits and count on from each other. Ids of one process sort in the order in which they were made, even when the clock
 * goes back; a 4,097th one within a millisecond borrows from the next.
 *
 * @param now epoch milliseconds.
 */
export function uuidv7(now: number): string {
  const instant = Math.trunc(now);
  if (instant > lastInstant) begin(instant);
  else if (counter === MAX_COUNTER) begin(lastInstant + 1);
  else counter++;
  return head + (counters[counter] ?? writtenCounter());
}

/** Epoch milliseconds at which a UUIDv7 was made; `undefined` for any other id. */
export function instantOf(id: string): number | undefined {
  return UUID_V7.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MAX_COUNTER = 0xfff;

let lastInstant = -1;
let counter = 0;
/** What the ids of one millisecond have in common: all but the counter. */
let head = '';
/** Counters as they are written; mostly the few that one millisecond sees. */
const counters: string[] = [];

/** Every millisecond counts from nought: the first one that is missing is the next. */
function writtenCounter(): string {
  const written = counter.toString(16).padStart(3, '0');
  counters.push(written);
  return written;
}

/** Character codes of the head that is being made. */
const digits = Array.from('00000000-0000-7000-8000-000000000', (it) => it.charCodeAt(0));

function begin(instant: number): void {
  lastInstant = instant;
  counter = 0;
  writeTime(instant);
  writeRandom();
  // One flat string, made without leaving JavaScript: beside a query of a database, reading it from a buffer takes
  // twice as long.
  head = String.fromCharCode(...digits);
}

function writeTime(instant: number): void {
  // In two halves of six digits, each a whole number that bits can be taken from.
  const high = Math.floor(instant / HALF);
  const low = instant - high * HALF;
  for (let at = 0; at < 6; at++) {
    digits[at] = digit(high >> (20 - 4 * at));
    // A dash stands before the last four.
    digits[at < 2 ? at + 6 : at + 7] = digit(low >> (20 - 4 * at));
  }
}

const HALF = 2 ** 24;

/** Where the random digits begin, after the version. */
const RANDOM_FROM = 15;
const VARIANT_AT = 19;
const DASH = '-'.charCodeAt(0);

/** Random bytes are fetched for 256 heads at once, one for each digit: one call costs more than a head. */
const pool = Buffer.alloc((digits.length - RANDOM_FROM) * 256);
let used = pool.length;

function writeRandom(): void {
  if (pool.length - used < digits.length - RANDOM_FROM) {
    randomFillSync(pool);
    used = 0;
  }
  for (let at = RANDOM_FROM; at < digits.length; at++) {
    if (digits[at] !== DASH) digits[at] = digit(randomByte());
  }
  // The variant takes the upper two bits of its digit.
  digits[VARIANT_AT] = digit(0x8 | (randomByte() & 0x3));
}

function randomByte(): number {
  return pool[used++] ?? 0;
}

/** The character code of the lowest four bits, as a hexadecimal digit. */
function digit(bits: number): number {
  const value = bits & 0xf;
  // Where it is a letter, the sign bit of what is below 9 lets the distance to it through: random digits foil a branch.
  return ZERO + value + (((9 - value) >> 31) & TO_LETTERS);
}

const ZERO = '0'.charCodeAt(0);
const TO_LETTERS = 'a'.charCodeAt(0) - 10 - ZERO;
