import { createHash } from 'node:crypto';
import { FORMAT_VERSION } from './format.ts';
import type { CheckedLine, ReadLine } from './line-schema.ts';
import { type Line, type LineSource, linesOf } from './lines.ts';
import { LineRejected, type RejectedLine, type RejectionReason } from './rejection.ts';
import { consentRow, eventRow, type ImportRow, type RowContext } from './row.ts';

/**
 * Whether everything that was exported has arrived: `plain` for what another system wrote, which has no sum to check;
 * `truncated` where the end is missing, `altered` where the sum is another.
 */
export type Integrity = 'plain' | 'whole' | 'truncated' | 'altered';

/** Some lines, read and checked. */
export interface Batch {
  readonly rows: ImportRow[];
  readonly rejected: RejectedLine[];
  /** Number of the last line. */
  lines: number;
  /** On the last batch. */
  integrity: Integrity | undefined;
}

/** Rows in one transaction: the application waits as long where it changes one of the same subjects. */
const BATCH_ROWS = 1_000;
/** Characters in memory at once: rows of 64 KiB come in smaller batches. */
const BATCH_CHARACTERS = 8_388_608;

/**
 * Reads lines into batches. Lines up to `done` were dealt with by an earlier run: they are only counted, and
 * added up for the sum at the end. The last batch, perhaps empty, says whether the source is whole.
 */
export async function* batchesOf(
  source: LineSource,
  done: number,
  readLine: ReadLine,
  context: RowContext,
): AsyncGenerator<Batch, void, undefined> {
  const sum = exportSum();
  let batch = newBatch(done);
  let characters = 0;
  for await (const line of linesOf(source)) {
    batch.lines = Math.max(done, line.number);
    const text = line.text?.trim();
    if (text === '') continue;
    if (line.number <= done && !sum.wants(line)) {
      sum.add(line, undefined);
      continue;
    }
    const reject = (error: unknown): undefined => {
      if (!(error instanceof LineRejected)) throw error;
      if (line.number > done) batch.rejected.push(rejectedLine(line, error));
    };
    const checked = sum.ended()
      ? reject(new LineRejected('after-end'))
      : attempt(() => checkedLine(line, readLine), reject);
    sum.add(line, checked);
    if (checked !== undefined && line.number > done) {
      attempt(() => addTo(batch, line, checked, context), reject);
    }
    if (line.number > done) characters += line.text?.length ?? 0;
    if (batch.rows.length + batch.rejected.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
      yield batch;
      batch = newBatch(batch.lines);
      characters = 0;
    }
  }
  batch.integrity = sum.integrity();
  yield batch;
}

function attempt<T>(work: () => T, failed: (error: unknown) => undefined): T | undefined {
  try {
    return work();
  } catch (error) {
    return failed(error);
  }
}

function newBatch(lines: number): Batch {
  return { rows: [], rejected: [], lines, integrity: undefined };
}

function checkedLine({ text, flaw }: Line, readLine: ReadLine): CheckedLine {
  if (text === undefined) throw new LineRejected(flaw ?? 'utf-8-invalid');
  const checked = readLine(text);
  if (checked.is === 'header' && checked.line.format !== FORMAT_VERSION) {
    throw new LineRejected('format-unknown', '/format');
  }
  return checked;
}

function addTo(
  batch: Batch,
  { number, text = '' }: Line,
  checked: CheckedLine,
  context: RowContext,
) {
  const source = { number, text };
  if (checked.is === 'consent') batch.rows.push(consentRow(source, checked.line, context));
  if (checked.is === 'event') batch.rows.push(eventRow(source, checked.line, context));
}

/** A line that was turned away, as it is told. */
export function rejectedLine(
  { number, text }: Pick<Line, 'number' | 'text'>,
  { reason, pointer }: { readonly reason: RejectionReason; readonly pointer?: string | undefined },
): RejectedLine {
  return {
    line: number,
    reason,
    ...(pointer === undefined ? {} : { pointer }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Adds up the lines of an export, between its header and its footer. */
function exportSum() {
  const hash = createHash('sha256');
  let isExport = false;
  let fits: boolean | undefined;
  const ended = (): boolean => fits !== undefined;
  return {
    ended,
    /** Whether a line that was dealt with must be understood all the same. */
    wants: ({ number, text }: Line): boolean => number === 1 || (text?.includes('"end"') ?? false),
    add: ({ text = '' }: Line, checked: CheckedLine | undefined): void => {
      if (ended()) return;
      if (checked?.is === 'footer') {
        fits = checked.line.sha256 === hash.digest('hex');
        return;
      }
      if (checked?.is === 'header' || checked?.is === 'event') isExport = true;
      hash.update(text).update('\n');
    },
    integrity: (): Integrity => {
      if (fits !== undefined) return fits ? 'whole' : 'altered';
      return isExport ? 'truncated' : 'plain';
    },
  };
}
