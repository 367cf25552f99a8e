/** Ids by place: a UUID as its sixteen bytes, and whatever else somebody calls a record or a unit of work as it came. */
export interface IdColumn {
  /** Keeps an id, over the one that was there. */
  keep(place: number, id: string): void;
  /** The id that was kept at a place. */
  at(place: number): string;
}

const BYTES = 16;
/** Bytes are asked for as many places at once. */
const CHUNK = 1_024;

/** Makes a column. A string that is kept is moved by the collector; bytes are not. */
export function createIdColumn(): IdColumn {
  const chunks: Uint8Array[] = [];
  const others = new Map<number, string>();
  const chunkOf = (place: number): Uint8Array => {
    const index = Math.floor(place / CHUNK);
    const known = chunks[index];
    if (known !== undefined) return known;
    const made = new Uint8Array(CHUNK * BYTES);
    chunks[index] = made;
    return made;
  };

  return {
    keep(place, id) {
      if (!writeUuid(id, chunkOf(place), (place % CHUNK) * BYTES)) others.set(place, id);
      else if (others.size > 0) others.delete(place);
    },
    at: (place) => others.get(place) ?? readUuid(chunkOf(place), (place % CHUNK) * BYTES),
  };
}

/** Writes a UUID in its one canonical form; `false` for any other text, of which nothing is to be read. */
function writeUuid(id: string, bytes: Uint8Array, offset: number): boolean {
  if (id.length !== 36) return false;
  let seen = 0;
  for (let index = 0; index < BYTES; index++) {
    const place = PLACES[index] ?? 0;
    const high = VALUES[id.charCodeAt(place)] ?? -1;
    const low = VALUES[id.charCodeAt(place + 1)] ?? -1;
    // Negative from the first character on that is no digit.
    seen |= high | low;
    bytes[offset + index] = (high << 4) | low;
  }
  return seen >= 0 && DASHES.every((place) => id.charCodeAt(place) === DASH);
}

function readUuid(bytes: Uint8Array, offset: number): string {
  const hex = Buffer.from(bytes.buffer, offset, BYTES).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const DASH = '-'.charCodeAt(0);
const DASHES = [8, 13, 18, 23];
/** Where the two digits of each byte begin. */
const PLACES = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);
/** What a lower-case hexadecimal digit is worth, by its character; -1 for every other character. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code)),
);
