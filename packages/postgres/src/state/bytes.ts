/** Writes a compact row of bytes: whole numbers by sevens, texts with their length, UUIDs as 16 bytes. */
export class ByteWriter {
  private buffer = Buffer.allocUnsafe(256);
  private length = 0;

  byte(value: number): void {
    this.room(1);
    this.buffer[this.length++] = value;
  }

  /** A whole number from 0. */
  count(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  text(value: string): void {
    this.count(byteLength(value));
    this.chars(value);
  }

  /** A text of which the reader knows the length. */
  chars(value: string): void {
    const length = byteLength(value);
    this.room(length);
    if (length === value.length) {
      for (let at = 0; at < length; at++) this.buffer[this.length + at] = value.charCodeAt(at);
    } else {
      this.buffer.write(value, this.length);
    }
    this.length += length;
  }

  bytes(value: Uint8Array): void {
    this.room(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  /** A whole number of 32 bits, in four bytes. */
  uint32(value: number): void {
    this.room(4);
    this.length = this.buffer.writeUInt32BE(value, this.length);
  }

  /** All that is written so far; what is written later may move it. */
  written(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private room(needed: number): void {
    if (this.length + needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + needed));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

/** Bytes of a text in UTF-8. Of short ones without accents, which are nearly all, much sooner known than by asking Node. */
export function byteLength(value: string): number {
  for (let at = 0; at < value.length; at++) {
    if (value.charCodeAt(at) > 127) return Buffer.byteLength(value);
  }
  return value.length;
}

/** Reads what {@link ByteWriter} wrote. Throws RangeError where the bytes end too early. */
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
