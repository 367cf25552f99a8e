import type { ExportDescription } from './description.ts';
import type { ExportedRecord } from './records.ts';

/** What a format writes: the description, then the records as they are read, then that nothing is missing. */
export interface ExportContent {
  readonly description: ExportDescription;
  readonly records: AsyncIterable<ExportedRecord>;
}

/** A way to write an export down. Text comes in pieces, each made when it is asked for. */
export interface ExportFormat {
  readonly mediaType: string;
  /** Ending of the name under which it is saved. */
  readonly extension: string;
  write(content: ExportContent): AsyncGenerator<string, void>;
}

/** Pieces are handed on when they have grown to about this many characters. */
const PIECE = 16_384;

/**
 * Joins small pieces into larger ones, and reads no further than it needs to fill one: memory stays flat, and a slow
 * reader slows the source.
 */
export async function* inPieces(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  let piece = '';
  for await (const each of pieces) {
    piece += each;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
