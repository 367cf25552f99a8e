/** Writes a compact row of bytes: whole numbers by sevens, texts with their length, UUIDs as 16 bytes. */
export interface ByteWriter {
  byte(value: number): void;
  /** A whole number from 0. */
  count(value: number): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  done(): Buffer;
}

export function byteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafe(256);
  let length = 0;
  const room = (needed: number): void => {
    if (length + needed <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + needed));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  };
  const byte = (value: number): void => {
    room(1);
    buffer[length++] = value;
  };
  const count = (value: number): void => {
    let rest = value;
    while (rest >= 0x80) {
      byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    byte(rest);
  };
  const bytes = (value: Uint8Array): void => {
    room(value.length);
    buffer.set(value, length);
    length += value.length;
  };
  return {
    byte,
    count,
    bytes,
    text: (value) => {
      const encoded = Buffer.from(value, 'utf8');
      count(encoded.length);
      bytes(encoded);
    },
    done: () => Buffer.from(buffer.subarray(0, length)),
  };
}

/** Reads what {@link byteWriter} wrote. Throws RangeError where the bytes end too early. */
export interface ByteReader {
  byte(): number;
  count(): number;
  text(): string;
  bytes(length: number): Buffer;
  /** How many bytes have not been read. */
  readonly left: number;
}

export function byteReader(source: Uint8Array): ByteReader {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  let at = 0;
  const bytes = (length: number): Buffer => {
    if (at + length > buffer.length) throw new RangeError('The bytes end too early');
    const part = buffer.subarray(at, at + length);
    at += length;
    return part;
  };
  const byte = (): number => bytes(1)[0] ?? 0;
  const count = (): number => {
    let value = 0;
    let factor = 1;
    for (let part = byte(); ; part = byte()) {
      value += (part & 0x7f) * factor;
      if (part < 0x80) return value;
      factor *= 0x80;
      if (factor > Number.MAX_SAFE_INTEGER) throw new RangeError('Not a number that was written');
    }
  };
  return {
    byte,
    count,
    bytes,
    text: () => bytes(count()).toString('utf8'),
    get left() {
      return buffer.length - at;
    },
  };
}
