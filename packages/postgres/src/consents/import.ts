import type { DatabaseSource } from '../database/database.ts';
import { type ToolSession, toolSession } from '../database/tool-session.ts';
import { type Batch, batchesOf, type Integrity, rejectedLine } from './batches.ts';
import { lineSchema } from './line-schema.ts';
import type { LineSource } from './lines.ts';
import { type ImportProgress, NOTHING_YET, readProgress, writeProgress } from './progress.ts';
import type { RejectedLine } from './rejection.ts';
import { writeBatch } from './write-batch.ts';

/** What `importConsents` may be told. */
export interface ConsentImportOptions {
  /** Purposes of the policy; a line about another one is turned away. Default: every purpose is taken. */
  readonly purposes?: ReadonlySet<string>;
  /**
   * Names the source, best by the SHA-256 of its bytes: how far it has come is then kept in the database, and an import
   * that was killed goes on behind the last line that it committed. Default: begin at the first line.
   */
  readonly source?: string;
  /** Begin at the first line, whatever was kept. Nothing is imported twice all the same. */
  readonly restart?: boolean;
  /** Whether destinations of the outbox hear of what is imported. Default: true. */
  readonly tell?: boolean;
  /** Epoch milliseconds; what happened later is turned away. Default: the clock of this machine. */
  readonly clock?: () => number;
  /** Hears at which line it begins, before the first batch. */
  readonly onStart?: (done: ImportProgress) => void | Promise<void>;
  /**
   * Hears of each line that was not taken, in the order of the batches. Awaited before the batch is committed: after a
   * crash some may be told again, none is passed over.
   */
  readonly onRejected?: (rejected: RejectedLine) => void | Promise<void>;
  /** Hears of each batch that was committed. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What an import did, in all its runs. */
export interface ConsentImportReport extends ImportProgress {
  /** Whether everything that was exported has arrived. */
  readonly integrity: Integrity;
}

/**
 * Takes over consents, refusals and withdrawals with their evidence (Art. 7(1)): what another system tells line by line,
 * or what `exportConsents` wrote. Lines are judged in the order of the file; each is appended, or was there already, or
 * is turned away with its number and a reason. Committed in batches; memory does not grow.
 *
 * @param lines bytes or texts of NDJSON; one object for each line, see `schemas/consent-import.schema.json`
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`; `state-diverged` where a stored state must be rebuilt
 * first. What was committed before stays.
 */
export async function importConsents(
  source: DatabaseSource,
  lines: LineSource,
  options: ConsentImportOptions = {},
): Promise<ConsentImportReport> {
  const { purposes, source: name, restart = false, clock = Date.now, onProgress } = options;
  const session = await toolSession(source);
  try {
    const keep = name !== undefined && !restart;
    let progress = keep ? await readProgress(session, name) : NOTHING_YET;
    await options.onStart?.(progress);
    const readLine = await lineSchema();
    const context = { keys: session.keys, now: clock(), purposes };
    let integrity: Integrity = 'plain';
    for await (const batch of ahead(batchesOf(lines, progress.lines, readLine, context))) {
      progress = await commit(session, batch, progress, options);
      integrity = batch.integrity ?? integrity;
      onProgress?.(progress);
    }
    return { ...progress, integrity };
  } finally {
    await session.close();
  }
}

/** Reads the next while the caller works on one: the database writes what was read before. */
async function* ahead<T>(source: AsyncGenerator<T, void, undefined>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (let result = await next; result.done !== true; result = await next) {
      next = source.next();
      // Told where it is awaited, if it is.
      next.catch(() => {});
      yield result.value;
    }
  } finally {
    await next.catch(() => {});
    await source.return();
  }
}

async function commit(
  session: ToolSession,
  batch: Batch,
  before: ImportProgress,
  options: ConsentImportOptions,
): Promise<ImportProgress> {
  const told = new Set<number>();
  for (let attempt = 1; ; attempt++) {
    try {
      return await session.transaction('read committed', async (trx) => {
        const written = await writeBatch(trx, batch.rows, options.tell ?? true);
        const late = written.rejected.map(({ row: { line: number, text }, reason }) =>
          rejectedLine({ number, text }, { reason }),
        );
        const rejected = [...batch.rejected, ...late].sort((one, other) => one.line - other.line);
        for (const each of rejected) {
          if (!told.has(each.line)) await options.onRejected?.(each);
          told.add(each.line);
        }
        const progress = {
          lines: batch.lines,
          imported: before.imported + written.imported,
          unchanged: before.unchanged + written.unchanged,
          rejected: before.rejected + rejected.length,
          finished: batch.integrity !== undefined,
        };
        if (options.source !== undefined) await writeProgress(trx, options.source, progress);
        return progress;
      });
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

/** So many times the database may choose this import to give way. */
const ATTEMPTS = 5;

/** Another transaction came between: deadlock, or one that had to be serialised. */
function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^40/.test(`${error.code}`);
}
