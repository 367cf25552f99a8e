import { importConsents, migrate } from '@lawful/postgres';
import { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Consents move to where Lawful keeps them, on a connection beside this transaction. What was moved is not moved again,
 * so that a move which was interrupted is simply begun anew.
 */
export class MoveConsents1795305600000 implements MigrationInterface {
  readonly name = 'MoveConsents1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    // A practice of the version before cannot add to what is being moved.
    await runner.query('lock table subject_events, subject_salts in access exclusive mode');
    const lines: readonly { line: string }[] = await runner.query(LINES);
    if (lines.length > 0) await importLines(urlOf(runner), lines);
    await runner.query('drop table subject_events, subject_salts');
  }

  async down(): Promise<void> {
    throw new Error('Consents stay where they are: nothing else could read them');
  }
}

/** The lines of an export: every event as it was given, oldest first, with the salt of its patient's pseudonym. */
const LINES = `
  select (jsonb_strip_nulls(jsonb_build_object(
      'subject', subject,
      'seq', row_number() over history,
      'salt', case row_number() over history when 1 then salt end,
      'after', lag(id) over history
    )) || jsonb_build_object('event', event))::text as line
  from subject_events join subject_salts using (subject)
  window history as (partition by subject order by position)
  order by subject, position`;

async function importLines(url: string, lines: readonly { line: string }[]): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 2 });
  try {
    await migrate(pool);
    await pool.query('grant lawful_tools to current_user');
    await importConsents(pool, textsOf(lines), {
      tell: false,
      onRejected: ({ line, reason }) => {
        throw new Error(`Consents could not be moved: line ${line} is refused, ${reason}`);
      },
    });
  } finally {
    await pool.end();
  }
}

async function* textsOf(lines: readonly { line: string }[]): AsyncGenerator<string> {
  for (const { line } of lines) yield line;
}

function urlOf({ connection: { options } }: QueryRunner): string {
  return options.type === 'postgres' ? (options.url ?? '') : '';
}
