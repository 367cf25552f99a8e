import type { NeutralResponse } from './neutral.ts';
import type { AnswerSink } from './sink.ts';

/** How the bytes are written: past whatever guards the response. */
export interface AnswerWriter {
  /** `false` where the reader is slow. */
  write(piece: string): boolean;
  end(text?: string): unknown;
}

/**
 * Carries an answer of core to the client. One that fails before its first piece goes to `failed`, and can still be
 * answered with a problem; one that breaks off later destroys the connection: it never looks complete.
 */
export function writeAnswer(
  sink: AnswerSink,
  writer: AnswerWriter,
  answer: NeutralResponse,
  failed: (error: unknown) => void,
): void {
  const { body } = answer;
  if (body === undefined || typeof body === 'string') {
    writeHead(sink, answer);
    writer.end(body);
    return;
  }
  pour(sink, writer, answer, body).catch((error: unknown) => {
    if (sink.headersSent) sink.destroy();
    else failed(error);
  });
}

function writeHead(sink: AnswerSink, { status, headers }: NeutralResponse): void {
  for (const name of sink.getHeaderNames()) if (DESCRIBES_BODY.has(name)) sink.removeHeader(name);
  sink.statusCode = status;
  for (const [name, value] of Object.entries(headers))
    sink.setHeader(name, name === 'Set-Cookie' ? besideOthers(sink, value) : value);
}

/** Cookies that the application has set stay. */
function besideOthers(sink: AnswerSink, cookie: string): string | string[] {
  const set = sink.getHeader('Set-Cookie');
  if (set === undefined) return cookie;
  return [...(Array.isArray(set) ? set.map(String) : [String(set)]), cookie];
}

/** Headers that spoke of another body, which is not sent. */
const DESCRIBES_BODY: ReadonlySet<string> = new Set([
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'location',
]);

/** Writes piece by piece, waiting whenever the client reads more slowly than we do. */
async function pour(
  sink: AnswerSink,
  writer: AnswerWriter,
  answer: NeutralResponse,
  pieces: AsyncIterable<string>,
): Promise<void> {
  let begun = false;
  for await (const piece of pieces) {
    // Leaving the loop closes the source, and the ledger learns that the answer was abandoned.
    if (sink.destroyed) return;
    if (!begun) writeHead(sink, answer);
    begun = true;
    if (!writer.write(piece)) await drained(sink);
  }
  if (!begun) writeHead(sink, answer);
  writer.end();
}

function drained(sink: AnswerSink): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      sink.off('drain', done);
      sink.off('close', done);
      resolve();
    };
    sink.once('drain', done);
    sink.once('close', done);
  });
}
