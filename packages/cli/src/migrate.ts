import { migrate } from '@lawful/postgres';
import { Command, Option } from 'commander';
import type { Pool } from 'pg';
import { CommandFailed } from './command-failed.ts';
import type { Surroundings } from './surroundings.ts';
import { withDatabase } from './with-database.ts';

interface MigrateFlags {
  readonly grant?: readonly string[];
  readonly status?: boolean;
}

/** `lawful migrate`: brings the schema up to date, or says whether it is. */
export function migrateCommand(surroundings: Surroundings): Command {
  return new Command('migrate')
    .description('bring schema lawful of the database in DATABASE_URL to the newest version')
    .addOption(
      new Option('--grant <role...>', 'login roles of the application that may use the schema'),
    )
    .addOption(
      new Option('--status', 'only say what is pending; ends with 1 where something is').conflicts(
        'grant',
      ),
    )
    .action((flags: MigrateFlags) =>
      withDatabase(surroundings, (pool) =>
        flags.status === true ? tellStatus(pool, surroundings) : bring(pool, flags, surroundings),
      ),
    );
}

async function bring(
  pool: Pool,
  { grant = [] }: MigrateFlags,
  { out }: Surroundings,
): Promise<void> {
  const steps = await migrate(pool, { grant });
  for (const step of steps) out(`ran ${step}`);
  if (steps.length === 0) out('nothing to run, the schema is up to date');
  for (const role of grant) out(`${role} is a member of lawful_app`);
}

async function tellStatus(pool: Pool, { out }: Surroundings): Promise<void> {
  const steps = await migrate(pool, { dryRun: true });
  if (steps.length === 0) {
    out('nothing to run, the schema is up to date');
    return;
  }
  for (const step of steps) out(`pending ${step}`);
  throw new CommandFailed(
    'migrations-pending',
    `${steps.length} of the steps that this version needs have not run`,
    'Run `lawful migrate` before this version starts.',
  );
}
