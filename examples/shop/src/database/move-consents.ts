import { importConsents } from '@lawful/postgres';
import { type Kysely, sql } from 'kysely';
import type { Database } from './connect.ts';
import type { Schema } from './schema.ts';

/** Any number that nothing else locks. */
const LOCK = 7_164_021;

/**
 * Moves what the shop once kept of consents in tables of its own to where they live now. What was moved is not moved
 * again, so that a move which was interrupted is simply begun anew.
 */
export async function moveConsents({ db, source }: Pick<Database, 'db' | 'source'>): Promise<void> {
  await db.connection().execute(async (connection) => {
    // Of shops that start at the same time one moves; the others wait for it and find nothing left.
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      if (!(await isThere(connection))) return;
      await sql`grant lawful_tools to current_user`.execute(connection);
      await importConsents(source, formerEvents(connection), {
        tell: false,
        onRejected: ({ line, reason }) => {
          throw new Error(`Consents could not be moved: line ${line} is refused, ${reason}`);
        },
      });
      await sql`drop table former_subject_events, former_subject_salts`.execute(connection);
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
}

async function isThere(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('former_subject_events') is not null as there`.execute(db);
  return rows[0]?.there === true;
}

/** The lines of an export: every event as it was given, oldest first, with the salt of its customer's pseudonym. */
async function* formerEvents(db: Kysely<Schema>): AsyncGenerator<string, void, undefined> {
  const { rows } = await sql<{ line: string }>`
    select (jsonb_strip_nulls(jsonb_build_object(
        'subject', subject,
        'seq', row_number() over history,
        'salt', case row_number() over history when 1 then salt end,
        'after', lag(id) over history
      )) || jsonb_build_object('event', event))::text as line
    from former_subject_events join former_subject_salts using (subject)
    window history as (partition by subject order by position)
    order by subject, position`.execute(db);
  for (const { line } of rows) yield line;
}
