import { createOutbox, runRelay } from '@lawful/postgres';
import { Command, InvalidArgumentError } from 'commander';
import type { Surroundings } from './surroundings.ts';
import { readWebhooks } from './webhooks-file.ts';
import { withDatabase } from './with-database.ts';

interface RelayFlags {
  readonly concurrency: number;
}

/**
 * `lawful relay`: sends what waits in the outbox until SIGTERM or SIGINT, then finishes what is under way. The login
 * role in `DATABASE_URL` needs `lawful_relay` and nothing else; the receivers are in the file `LAWFUL_WEBHOOKS`.
 */
export function relayCommand(surroundings: Surroundings): Command {
  return new Command('relay')
    .description('send what other systems must hear to the webhooks in the file LAWFUL_WEBHOOKS')
    .option('--concurrency <number>', 'messages under way to one receiver at once', count, 8)
    .action(({ concurrency }: RelayFlags) => relay(concurrency, surroundings));
}

async function relay(concurrency: number, surroundings: Surroundings): Promise<void> {
  const { out, err } = surroundings;
  const destinations = await readWebhooks(surroundings);
  await withDatabase(surroundings, async (pool) => {
    const told = toldToEnd();
    // Each report is one line of JSON: names and ids, never a value.
    const onIncident = (incident: object): void => err(JSON.stringify(incident));
    const running = runRelay(createOutbox(pool), destinations, { concurrency, onIncident });
    out(`relaying to ${destinations.map((it) => it.name).join(', ')}`);
    await told;
    await running.stop();
  });
  out('stopped, nothing is under way');
}

function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('Give a whole number.');
  return number;
}
