import { type RebuildCounts, type RebuildOptions, rebuildStates } from '@lawful/postgres';
import { Command } from 'commander';
import { CommandFailed } from './command-failed.ts';
import { disagreementLine } from './consents-verify.ts';
import type { Surroundings } from './surroundings.ts';
import { withTools } from './tools-database.ts';

type RebuildFlags = Pick<RebuildOptions, 'tenant' | 'dryRun'>;

/** `lawful consents rebuild`: makes states anew that do not agree with their events. */
export function rebuildCommand(surroundings: Surroundings): Command {
  return new Command('rebuild')
    .description('make states anew that disagree with their events, and touch no other')
    .option('--tenant <tenant>', 'only this one')
    .option('--dry-run', 'say what would be done and change nothing')
    .action((flags: RebuildFlags) => rebuild(flags, surroundings));
}

async function rebuild(flags: RebuildFlags, { env, out }: Surroundings): Promise<void> {
  const { left, mended, subjects } = await withTools({ env }, (pool) =>
    rebuildStates(pool, {
      ...flags,
      onRebuilt: (each, outcome) => out(`${outcome} ${disagreementLine(each)}`),
    }),
  );
  const done = flags.dryRun === true ? 'would be made anew' : 'made anew';
  out(`looked at ${subjects} data subjects; ${mended} states ${done}, ${left} left as they are`);
  failWhereLeft({ left });
}

function failWhereLeft({ left }: Pick<RebuildCounts, 'left'>): void {
  if (left === 0) return;
  throw new CommandFailed(
    'history-damaged',
    `the events of ${left} data subjects are damaged themselves`,
    'Nothing was made up. Compare with a backup: what is missing may be a withdrawal.',
  );
}
