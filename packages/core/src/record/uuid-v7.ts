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
  return `${timeAndVersion}${COUNTER[counter]}-${randomTail()}`;
}

/** Epoch milliseconds at which a UUIDv7 was made; `undefined` for any other id. */
export function instantOf(id: string): number | undefined {
  return UUID_V7.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MAX_COUNTER = 0xfff;
const COUNTER = hexTable(MAX_COUNTER + 1, 3);
const VARIANT = variantTable();

let lastInstant = -1;
let counter = 0;
let timeAndVersion = '';

function tick(instant: number): void {
  lastInstant = instant;
  counter = 0;
  const hex = instant.toString(16).padStart(12, '0');
  timeAndVersion = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
}

/** Random digits are fetched for 512 ids at once: one call costs as much as a whole id. */
const RANDOM_BYTES = 4096;
const DIGITS_PER_ID = 16;
const pool = Buffer.alloc(RANDOM_BYTES);
let digits = '';
let used = 0;

function randomTail(): string {
  if (used === digits.length) {
    digits = randomFillSync(pool).toString('hex');
    used = 0;
  }
  const at = used;
  used += DIGITS_PER_ID;
  // The first digit becomes the variant, of which two bits are random.
  return `${VARIANT[digits.charCodeAt(at)]}${digits.slice(at + 1, at + 4)}-${digits.slice(at + 4, used)}`;
}

function hexTable(size: number, digits: number): readonly string[] {
  return Array.from({ length: size }, (_, value) => value.toString(16).padStart(digits, '0'));
}

/** By the character code of a hexadecimal digit. */
function variantTable(): readonly string[] {
  return Array.from({ length: 128 }, (_, code) => {
    const digit = Number.parseInt(String.fromCharCode(code), 16);
    return (0x8 | (digit & 0x3)).toString(16);
  });
}
