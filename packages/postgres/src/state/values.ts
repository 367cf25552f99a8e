/** The milliseconds of an instant, where it is written as core writes it, so that they say it all. */
export function instantMs(text: string): number | undefined {
  const ms = Date.parse(text);
  if (!(ms >= 0 && ms < LATEST_MS)) return undefined;
  return PLAIN.test(text) || new Date(ms).toISOString() === text ? ms : undefined;
}

/** The 16 bytes of an id that is a UUID in its usual form; nothing where it is anything else. */
export function uuidBytesOf(id: string): Buffer | undefined {
  if (id.length !== 36) return undefined;
  const bytes = Buffer.allocUnsafe(16);
  let at = 0;
  for (let place = 0; place < 36; place += 2) {
    if (place === 8 || place === 13 || place === 18 || place === 23) {
      if (id.charCodeAt(place++) !== HYPHEN) return undefined;
    }
    const high = HEX[id.charCodeAt(place)] ?? NO_DIGIT;
    const low = HEX[id.charCodeAt(place + 1)] ?? NO_DIGIT;
    if (high === NO_DIGIT || low === NO_DIGIT) return undefined;
    bytes[at++] = high * 16 + low;
  }
  return bytes;
}

/** The 16 bytes of what is a UUID. */
export function uuidBytes(uuid: string): Buffer {
  const bytes = uuidBytesOf(uuid);
  if (bytes === undefined) throw new RangeError('Not a UUID');
  return bytes;
}

/** 16 bytes as a UUID, whatever version they claim to be. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${a}-${b}-${c}-${d}-${hex.slice(20)}`;
}

/** The end of what a date can hold in the form with four digits of a year. */
const LATEST_MS = Date.UTC(10_000, 0, 1);
/** An instant on a day that every month has: nothing is parsed as another day, and writing it to compare is not needed. */
const PLAIN = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{3}Z$/;
const HYPHEN = 45;
const NO_DIGIT = 255;
/** The value of each digit by its character code; small letters only, for only those are read back as they were. */
const HEX = new Uint8Array(128).fill(NO_DIGIT);
for (const [value, digit] of [...'0123456789abcdef'].entries()) HEX[digit.charCodeAt(0)] = value;
