/**
 * Records a history: several processes on one real PostgreSQL, through connections that are cut, stalled and delayed, while
 * processes and PostgreSQL itself are killed; then has the separate checker judge it.
 *
 *     node test/history/run.ts [--operations 100000] [--seconds 3600] [--processes 8] [--seed 1] [--transport notify|redis] …
 *
 * Ends with the checker's exit code, or with 1 where current states disagree with the events. A history that does not hold is kept, and where is said.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { migrate, verifyStates } from '@lawful/postgres';
import { Pool } from 'pg';
import { hasRedis, startRedis } from '../postgres/redis.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import { CONTROLS } from './broken-store.ts';
import { dumpEvents } from './dump.ts';
import { throwFaults } from './faults.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { randomFrom } from './random.ts';

const { values: given } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    /** Ends earlier after so many seconds. */
    seconds: { type: 'string', default: '3600' },
    processes: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    transport: { type: 'string', default: 'notify' },
    /** Subjects; few of them get most of the attention. */
    subjects: { type: 'string', default: '200' },
    /** Mean milliseconds between two operations of one of the four lanes of a process. */
    pause: { type: 'string', default: '40' },
    /** Mean milliseconds between two faults; 0: none. */
    faults: { type: 'string', default: '500' },
    /** How often PostgreSQL itself is killed. */
    crashes: { type: 'string', default: '2' },
    /** A bound of one second instead of the default. */
    short: { type: 'boolean', default: false },
    /** A store that lies in this way: the history must not hold. */
    control: { type: 'string' },
    /** Keep the history also where it holds. */
    keep: { type: 'boolean', default: false },
  },
});
const numbers = {
  operations: Number(given.operations),
  seconds: Number(given.seconds),
  processes: Number(given.processes),
  seed: Number(given.seed),
  subjects: Number(given.subjects),
  pause: Number(given.pause),
  faults: Number(given.faults),
  crashes: Number(given.crashes),
};
const wrong = Object.entries(numbers).filter(([, value]) => !Number.isSafeInteger(value));
if (wrong.length > 0) throw new Error(`Not a whole number: ${wrong.map(([name]) => name)}`);
const control = CONTROLS.find((it) => it === given.control);
if (control !== given.control) throw new Error(`There is no such control: ${given.control}`);
const withRedis = given.transport === 'redis';
if (withRedis && !hasRedis) throw new Error('NOT RUN: there is no redis-server on this machine');

const random = randomFrom(numbers.seed);
const directory = mkdtempSync(join(tmpdir(), 'lawful-history-'));
tell(`history of ${numbers.operations} operations by ${numbers.processes} processes over`);
tell(`${given.transport}, seed ${numbers.seed}, in ${directory}`);

let disagreements = 0;
const redis = withRedis ? await startRedis() : undefined;
const postgres = await startPostgres();
try {
  await record(postgres, redis?.port);
  disagreements = await compareStates(postgres);
  await dumpEvents(postgres, directory);
} finally {
  await postgres.stop();
  await redis?.stop();
}
const judged = await judge();
const code = judged === 0 && disagreements > 0 ? 1 : judged;
if (code === 0 && !given.keep) rmSync(directory, { recursive: true });
else tell(`kept in ${directory}`);
// What shuts PostgreSQL down at the end of a process would make any other exit code 0.
process.exit(code);

/** Lets the processes work until there are enough operations. */
async function record(postgres: Postgres, redisPort: number | undefined): Promise<void> {
  const database = await prepare(postgres);
  const fleet = await startFleet({
    processes: numbers.processes,
    database,
    redis: redisPort,
    directory,
    seed: numbers.seed,
    subjects: numbers.subjects,
    lanes: 4,
    pause: numbers.pause,
    short: given.short,
    control,
  });
  const started = performance.now();
  try {
    const faults = numbers.faults > 0 ? throwFaults(fleet, random, numbers.faults) : undefined;
    for (let crash = 1; crash <= numbers.crashes; crash++) {
      await until(fleet, started, crash / (numbers.crashes + 1));
      const from = performance.now();
      await postgres.crash();
      tell(`PostgreSQL was killed, and was back after ${(performance.now() - from).toFixed(0)} ms`);
    }
    await until(fleet, started, 1);
    await faults?.heal();
    // What was tried again may be answered now.
    await sleep(1_500);
    const all = [...(faults?.counts ?? [])].map(([fault, count]) => `${count} × ${fault}`);
    const seconds = (performance.now() - started) / 1_000;
    tell(`${fleet.done} operations in ${seconds.toFixed(1)} s; faults: ${all.join('; ')}`);
    await fleet.end();
  } catch (error) {
    await fleet.abandon();
    throw error;
  }
}

/** An empty schema, and a login that may do what an application may. */
async function prepare(postgres: Postgres): Promise<string> {
  await postgres.query("create role application login password 'application'");
  const owner = new Pool({ connectionString: postgres.url });
  await migrate(owner, { grant: ['application'] });
  await owner.end();
  const url = new URL(postgres.url);
  url.username = 'application';
  url.password = 'application';
  return url.href;
}

/** What decisions rest on must be what the events lead to, after all that has happened. */
async function compareStates(postgres: Postgres): Promise<number> {
  const owner = new Pool({ connectionString: postgres.url });
  const { subjects, events, disagreements } = await verifyStates(owner);
  await owner.end();
  tell(`states of ${subjects} subjects and their ${events} events: ${disagreements} disagreements`);
  return disagreements;
}

/**
 * Resolves once this share of the operations is done, or of the time over. Rejects where a process has ended by itself,
 * or nothing moves any more.
 */
async function until(fleet: Fleet, started: number, share: number): Promise<void> {
  const over = started + numbers.seconds * 1_000 * share;
  let [last, moved] = [fleet.done, performance.now()];
  while (fleet.done < numbers.operations * share && performance.now() < over) {
    await sleep(50);
    if (fleet.done > last) [last, moved] = [fleet.done, performance.now()];
    if (performance.now() - moved > 60_000) throw new Error('Nothing has moved for a minute');
  }
}

async function judge(): Promise<number> {
  const checker = spawn(
    process.execPath,
    [fileURLToPath(new URL('./check.ts', import.meta.url)), directory],
    { stdio: 'inherit' },
  );
  const [exit]: unknown[] = await once(checker, 'exit');
  return typeof exit === 'number' ? exit : 2;
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
