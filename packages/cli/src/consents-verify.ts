import { type Disagreement, type VerifyOptions, verifyStates } from '@lawful/postgres';
import { Command } from 'commander';
import { CommandFailed } from './command-failed.ts';
import type { Surroundings } from './surroundings.ts';
import { withTools } from './tools-database.ts';

/** `lawful consents verify`: whether events and current state agree. Ends with 1 where they do not. */
export function verifyCommand(surroundings: Surroundings): Command {
  return new Command('verify')
    .description('prove that events and current state agree; ends with 1 where they do not')
    .option('--tenant <tenant>', 'only this one')
    .action((flags: Pick<VerifyOptions, 'tenant'>) => verify(flags, surroundings));
}

async function verify(flags: Pick<VerifyOptions, 'tenant'>, { env, out }: Surroundings) {
  const counts = await withTools({ env }, (pool) =>
    verifyStates(pool, { ...flags, onDisagreement: (each) => out(disagreementLine(each)) }),
  );
  out(`looked at ${counts.subjects} data subjects with ${counts.events} events`);
  if (counts.disagreements === 0) {
    out('events and current state agree');
    return;
  }
  throw new CommandFailed(
    'state-diverged',
    `events and current state of ${counts.disagreements} data subjects disagree`,
    'Run `lawful consents rebuild --dry-run`, then without it: the events are the truth.',
  );
}

/** One line about one data subject, by pseudonym. */
export function disagreementLine({ tenant, key, findings }: Disagreement): string {
  const of = tenant === '' ? '' : ` of ${JSON.stringify(tenant)}`;
  return `${key}${of}: ${findings.join(', ')}`;
}
