import { randomFillSync } from 'node:crypto';

/**
 * A UUIDv7 (RFC 9562): milliseconds, a 12-bit counter, 62 random bits. Ids of one process sort in the order in
 * which they were made, even when the clock goes back; a 4,097th one within a millisecond borrows from the next.
 *
 * @param now epoch milliseconds.
 */
export function uuidv7(now: number): string {
  const instant = Math.trunc(now);
  if (instant > lastInstant) tick(instant);
  else if (counter === MAX_COUNTER) tick(lastInstant + 1);
  else counter++;
  writeCounter();
  writeRandom();
  // One flat string: ids are kept by the million, and a string put together from parts keeps all of its parts. Beside
  // a query of a database, reading it from a buffer takes twice as long.
  return String.fromCharCode(...digits);
}

/** Epoch milliseconds at which a UUIDv7 was made; `undefined` for any other id. */
export function instantOf(id: string): number | undefined {
  return UUID_V7.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MAX_COUNTER = 0xfff;
const LENGTH = 36;

/** Character codes of the id that is being made: time and version change once in a millisecond. */
const digits = Array.from('00000000-0000-7000-8000-000000000000', (it) => it.charCodeAt(0));

let lastInstant = -1;
let counter = 0;

function tick(instant: number): void {
  lastInstant = instant;
  counter = 0;
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

function writeCounter(): void {
  digits[15] = digit(counter >> 8);
  digits[16] = digit(counter >> 4);
  digits[17] = digit(counter);
}

/** Random bytes are fetched for 512 ids at once: one call costs as much as a whole id. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function writeRandom(): void {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  // The first digit becomes the variant, of which two bits are random.
  const first = randomByte();
  digits[19] = digit(0x8 | ((first >> 4) & 0x3));
  digits[20] = digit(first);
  const second = randomByte();
  digits[21] = digit(second >> 4);
  digits[22] = digit(second);
  for (let at = 24; at < LENGTH; at += 2) {
    const byte = randomByte();
    digits[at] = digit(byte >> 4);
    digits[at + 1] = digit(byte);
  }
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
