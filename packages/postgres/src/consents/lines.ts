import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';

/** What can be read as lines: a stream of bytes, or texts of one or more whole lines each. */
export type LineSource = AsyncIterable<string | Uint8Array>;

/** One line, without its end. */
export interface Line {
  /** From 1, as an editor counts. */
  readonly number: number;
  /** `undefined` where it cannot be read. */
  readonly text: string | undefined;
  readonly flaw?: 'line-too-long' | 'utf-8-invalid';
}

/** More than any line that could be accepted: an event has 64 KiB at most, each character of it six when escaped. */
const MAX_LINE_BYTES = 1_048_576;

const LINE_FEED = 10;
const RETURN = 13;

/**
 * Splits bytes into lines that end in LF or CRLF, without a byte order mark. A line that is too long is told as such and
 * never held in memory.
 */
export async function* linesOf(source: LineSource): AsyncGenerator<Line, void, undefined> {
  const rest = openLine();
  let number = 0;
  for await (const bytes of bytesOf(source)) {
    let at = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, at)) {
      yield rest.end(bytes.subarray(at, end), ++number);
      at = end + 1;
    }
    rest.add(bytes.subarray(at));
  }
  if (!rest.isEmpty()) yield rest.end(NOTHING, ++number);
}

async function* bytesOf(source: LineSource): AsyncGenerator<Buffer> {
  const wholeLines = !(source instanceof Readable);
  for await (const chunk of source) {
    if (typeof chunk !== 'string') {
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    } else {
      const text = wholeLines && !chunk.endsWith('\n') ? `${chunk}\n` : chunk;
      // Half a character has no bytes of its own; these bytes are no UTF-8 either.
      yield text.isWellFormed() ? Buffer.from(text) : Buffer.from(brokenBytes(text));
    }
  }
}

/** Each half of a surrogate pair that stands alone becomes a byte that UTF-8 does not have. */
function brokenBytes(text: string): Uint8Array {
  const parts = Array.from(text, (character) =>
    character.isWellFormed() ? Buffer.from(character) : Buffer.from([0xff]),
  );
  return Buffer.concat(parts);
}

/** The part of a line that has arrived. */
interface OpenLine {
  add(bytes: Buffer): void;
  end(bytes: Buffer, number: number): Line;
  isEmpty(): boolean;
}

function openLine(): OpenLine {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (bytes: Buffer): void => {
    length += bytes.length;
    if (length > MAX_LINE_BYTES) parts = [];
    // What is kept is copied: the source may use its buffer again.
    else if (bytes.length > 0) parts.push(Buffer.from(bytes));
  };
  return {
    add,
    isEmpty: () => length === 0,
    end: (bytes, number) => {
      let whole = bytes;
      if (length > 0) {
        add(bytes);
        whole = length > MAX_LINE_BYTES ? NOTHING : Buffer.concat(parts);
      }
      const tooLong = Math.max(length, bytes.length) > MAX_LINE_BYTES;
      parts = [];
      length = 0;
      return tooLong ? { number, text: undefined, flaw: 'line-too-long' } : read(whole, number);
    },
  };
}

function read(whole: Buffer, number: number): Line {
  const from = number === 1 && whole.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  const to = whole.at(-1) === RETURN ? whole.length - 1 : whole.length;
  const bytes = whole.subarray(from, Math.max(from, to));
  if (!isUtf8(bytes)) return { number, text: undefined, flaw: 'utf-8-invalid' };
  return { number, text: bytes.toString('utf8') };
}

const NOTHING = Buffer.alloc(0);
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
