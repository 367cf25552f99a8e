import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Postgres } from '../postgres.ts';
import { EVENTS_FILE } from './operation.ts';

/** Events fetched at once. */
const PAGE = 10_000;

/** Writes down every event that the database holds, for the checker. */
export async function dumpEvents(postgres: Postgres, directory: string): Promise<void> {
  const file = openSync(join(directory, EVENTS_FILE), 'wx');
  let after: readonly unknown[] = ['', '', 0];
  for (;;) {
    const rows = await postgres.query(
      `select tenant, subject, seq, event from lawful.subject_event
        where (tenant, subject, seq) > ($1, $2, $3) order by tenant, subject, seq limit ${PAGE}`,
      after,
    );
    for (const row of rows) writeSync(file, `${JSON.stringify(row)}\n`);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = [last.tenant, last.subject, last.seq];
  }
  closeSync(file);
}
