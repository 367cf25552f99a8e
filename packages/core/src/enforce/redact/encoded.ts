import { fold } from './fold.ts';
import { moved, prefixOf } from './prefix-index.ts';

/** A value of fewer bytes has an encoding of a few letters, which any word may hold. */
const LEAST_BYTES = 6;

/** How a value stands in encoded text: what of it depends on the value alone, whatever stands before and after it. */
export interface EncodedCores {
  /** In base64 and base64url, at each of the three places at which a value can begin in a group. */
  readonly base64: readonly string[];
  /** Lower-case hexadecimal. */
  readonly hex: string | undefined;
}

/** The cores of a value. */
export function encodedCores(value: string): EncodedCores {
  const bytes = Buffer.from(`\0\0${value}`);
  const length = bytes.length - 2;
  if (length < LEAST_BYTES) return { base64: [], hex: undefined };
  const base64: string[] = [];
  for (let offset = 0; offset < 3; offset++) {
    const digits = bytes.toString('base64', 2 - offset);
    // The first and the last digit may be shared with a neighbour's bits.
    const core = digits.slice(offset && offset + 1, Math.floor(((offset + length) * 8) / 6));
    base64.push(core);
    if (/[+/]/.test(core)) base64.push(core.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return { base64, hex: bytes.toString('hex', 2) };
}

/**
 * The prefixes of everything that {@link encodedCores} would find, folded. Of most values they follow from the first
 * three characters, so that nothing is encoded that no text holds.
 */
export function encodedPrefixes(value: string): readonly number[] {
  const [a, b, c] = [value.charCodeAt(0), value.charCodeAt(1), value.charCodeAt(2)];
  if (value.length < LEAST_BYTES || (a | b | c) > 0x7f) {
    const { base64, hex } = encodedCores(value);
    return [...base64, ...(hex === undefined ? [] : [hex])].map((core) => prefixOf(fold(core)));
  }
  const bits = (a << 16) | (b << 8) | c;
  const prefixes = [prefixOfDigits(bits >> 12, 4, HEX)];
  for (const shift of SHIFTS) {
    const standard = prefixOfDigits(bits >> shift, 6, BASE64);
    const urlSafe = prefixOfDigits(bits >> shift, 6, BASE64URL);
    prefixes.push(standard);
    if (urlSafe !== standard) prefixes.push(urlSafe);
  }
  return prefixes;
}

/** How many of the 24 bits of three bytes come after the first three whole digits, at each place in a group. */
const SHIFTS = [6, 2, 4] as const;

const LETTERS = fold('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const BASE64 = `${LETTERS}+/`;
const BASE64URL = `${LETTERS}-_`;
const HEX = '0123456789abcdef';

/** The prefix of the last three digits of `size` bits each. */
function prefixOfDigits(bits: number, size: number, alphabet: string): number {
  const mask = (1 << size) - 1;
  let prefix = 0;
  for (let shift = 2 * size; shift >= 0; shift -= size) {
    prefix = moved(prefix, alphabet.charCodeAt((bits >> shift) & mask));
  }
  return prefix;
}

/** The whole stretch of base64 around a place in it: digits at its edges hold bits of the value. */
export function stretchAround(text: string, at: number, length: number): readonly [number, number] {
  let start = at;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
  let end = at + length;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return [start, end];
}

/** A digit of base64, base64url or of neither's padding. */
function isDigit(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2f && code <= 0x39) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x3d
  );
}
