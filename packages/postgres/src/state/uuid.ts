/** Writes the 16 bytes of an id that is a UUID in its usual form, small letters only; false where it is anything else. */
export function writeUuid(id: string, to: Uint8Array, place: number): boolean {
  if (id.length !== 36) return false;
  let at = place;
  for (let from = 0; from < 36; from += 2) {
    if (from === 8 || from === 13 || from === 18 || from === 23) {
      if (id.charCodeAt(from++) !== HYPHEN) return false;
    }
    const high = HEX[id.charCodeAt(from)] ?? NO_DIGIT;
    const low = HEX[id.charCodeAt(from + 1)] ?? NO_DIGIT;
    if (high === NO_DIGIT || low === NO_DIGIT) return false;
    to[at++] = high * 16 + low;
  }
  return true;
}

/** The 16 bytes of what is a UUID. */
export function uuidBytes(uuid: string): Buffer {
  const bytes = Buffer.allocUnsafe(16);
  if (!writeUuid(uuid, bytes, 0)) throw new RangeError('Not a UUID');
  return bytes;
}

/** 16 bytes as a UUID, whatever version they claim to be. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${a}-${b}-${c}-${d}-${hex.slice(20)}`;
}

const HYPHEN = 45;
const NO_DIGIT = 255;
/** The value of each digit by its character code; small letters only, for only those are read back as they were. */
const HEX = new Uint8Array(128).fill(NO_DIGIT);
for (const [value, digit] of [...'0123456789abcdef'].entries()) HEX[digit.charCodeAt(0)] = value;
