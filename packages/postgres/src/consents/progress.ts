import type { Kysely } from 'kysely';
import type { ToolSession } from '../database/tool-session.ts';
import type { LawfulTables } from '../schema/tables.ts';

/** How far the import of one source has come, over all its runs. */
export interface ImportProgress {
  /** Lines that are dealt with. */
  readonly lines: number;
  readonly imported: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The source was read to its end. */
  readonly finished: boolean;
}

/** The table as this file sees it. */
type ProgressTables = {
  'lawful.import_progress': {
    source: string;
    /** bigint: a text to one driver and a number to the other. */
    lines: number | string;
    imported: number | string;
    unchanged: number | string;
    rejected: number | string;
    finished: boolean;
  };
};

/** Before the first line. */
export const NOTHING_YET: ImportProgress = {
  lines: 0,
  imported: 0,
  unchanged: 0,
  rejected: 0,
  finished: false,
};

/** What was kept of earlier runs. */
export async function readProgress(session: ToolSession, source: string): Promise<ImportProgress> {
  const row = await session.transaction('read committed', (trx) =>
    progressTable(trx)
      .selectFrom('lawful.import_progress')
      .selectAll()
      .where('source', '=', source)
      .executeTakeFirst(),
  );
  if (row === undefined) return NOTHING_YET;
  const { lines, imported, unchanged, rejected, finished } = row;
  return {
    lines: Number(lines),
    imported: Number(imported),
    unchanged: Number(unchanged),
    rejected: Number(rejected),
    finished,
  };
}

/** Keeps it in the transaction of the rows that it counts: a killed import goes on exactly behind them. */
export async function writeProgress(
  trx: Kysely<LawfulTables>,
  source: string,
  progress: ImportProgress,
): Promise<void> {
  await progressTable(trx)
    .insertInto('lawful.import_progress')
    .values({ source, ...progress })
    .onConflict((conflict) => conflict.column('source').doUpdateSet(progress))
    .execute();
}

function progressTable(db: Kysely<LawfulTables>): Kysely<LawfulTables & ProgressTables> {
  return db.withTables<ProgressTables>();
}
