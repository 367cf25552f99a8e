import { type DatabaseSource, migrate, postgresSubjectStore } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { subjectThrough, urlAs } from './functions.ts';
import { lawful, startLawful } from './lawful-command.ts';

let postgres: Postgres;
let steps: Awaited<ReturnType<typeof migrate>>;
const pools: Pool[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  steps = await migrate(givenPool(await givenDatabase('steps')), { dryRun: true });
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await postgres?.stop();
});

test('an empty database is migrated once', async () => {
  const pool = givenPool(await givenDatabase('fresh'));
  expect(steps.length).toBeGreaterThan(0);
  expect(await migrate(pool)).toEqual(steps);
  expect(await migrate(pool)).toEqual([]);
  expect(await subjectThrough(pool).append('a', 0)).toBe('stored');
});

test('from every earlier version the schema comes up with every event and state in it', async () => {
  for (const [index, upTo] of steps.entries()) {
    const pool = givenPool(await givenDatabase(`from_${index}`));
    expect(await migrate(pool, { upTo } as StepOptions)).toEqual(steps.slice(0, index + 1));
    const subject = subjectThrough(pool, 'clinic');
    expect(await subject.append('a', 0)).toBe('stored');
    expect(await subject.append('b', 1)).toBe('stored');
    expect(await migrate(pool)).toEqual(steps.slice(index + 1));
    expect(await subject.append('b', 1)).toBe('known');
    expect(await subject.append('c', 2)).toBe('stored');
    expect(await subject.history()).toEqual(['a', 'b', 'c']);
  }
});

test('processes that migrate one empty database at once all succeed, and each step runs once', async () => {
  const url = await givenDatabase('race');
  const runs = await Promise.all(
    Array.from({ length: 4 }, () => lawful(['migrate'], { DATABASE_URL: url })),
  );
  expect(runs.map(({ code, err }) => ({ code, err }))).toEqual(
    runs.map(() => ({ code: 0, err: '' })),
  );
  const ran = runs.flatMap(({ out }) => out.match(/(?<=^ran ).+/gm) ?? []);
  expect(ran).toEqual(steps);
});

test('a migration killed half-way leaves the former schema, and the next run completes it', async () => {
  const url = await givenDatabase('killed');
  const pool = givenPool(url);
  await pool.query(`create function hold() returns event_trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(4); end $$`);
  // The real migration stops in the middle, for as long as this test holds the lock.
  await pool.query(`create event trigger hold on ddl_command_end when tag in ('CREATE POLICY')
    execute function hold()`);
  const holder = await pool.connect();
  await holder.query('select pg_advisory_lock(4)');
  const running = startLawful(['migrate'], { DATABASE_URL: url });
  await waitingFor(pool, 1);
  running.process.kill('SIGKILL');
  expect((await running.ended).code).toBeNull();
  await holder.query('select pg_advisory_unlock(4)');
  holder.release();
  await waitingFor(pool, 0);
  const { rows } = await pool.query(`select to_regclass('lawful.subject_event') as "table"`);
  expect(rows).toEqual([{ table: null }]);
  expect(await migrate(pool, { dryRun: true })).toEqual(steps);
  expect(await migrate(pool)).toEqual(steps);
  expect(await subjectThrough(pool).append('a', 0)).toBe('stored');
});

test('newer code refuses an older schema until it is migrated', async () => {
  const pool = givenPool(await givenDatabase('behind'));
  await expect(startStore(pool)).rejects.toMatchObject({ code: 'store-schema-behind' });
  await migrate(pool, { upTo: '0001-subject-state' });
  await expect(startStore(pool)).rejects.toMatchObject({ code: 'store-schema-behind' });
  await migrate(pool);
  await startStore(pool);
});

test('older code works with a newer schema that still serves it, and refuses one that does not', async () => {
  const pool = givenPool(await givenDatabase('ahead'));
  await migrate(pool);
  await givenNewerSchema(pool, { oldestCode: 1 });
  await startStore(pool);
  expect(await migrate(pool)).toEqual([]);
  await givenNewerSchema(pool, { oldestCode: steps.length + 1 });
  await expect(startStore(pool)).rejects.toMatchObject({ code: 'store-schema-ahead' });
  await expect(migrate(pool)).rejects.toMatchObject({ code: 'store-schema-ahead' });
});

type StepOptions = NonNullable<Parameters<typeof migrate>[1]>;

/** What a later version of the package would leave behind. */
async function givenNewerSchema(
  pool: Pool,
  { oldestCode }: { readonly oldestCode: number },
): Promise<void> {
  await pool.query(`insert into lawful.migration (name, timestamp)
    values ('9999-later', '2099-01-01T00:00:00.000Z') on conflict do nothing`);
  await pool.query('update lawful.installation set schema_version = $1, oldest_code = $2', [
    steps.length + 1,
    oldestCode,
  ]);
}

async function startStore(source: DatabaseSource): Promise<void> {
  const store = postgresSubjectStore(source);
  await store.ready().finally(() => store.close());
}

async function givenDatabase(name: string): Promise<string> {
  await postgres.query(`create database ${name}`);
  return urlAs(postgres.url, { database: name });
}

function givenPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 3 });
  pools.push(pool);
  return pool;
}

/** Waits until so many other connections to this database stand in the event trigger. */
async function waitingFor(pool: Pool, count: number): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await pool.query(
            `select from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and application_name = 'lawful' and state <> 'idle'
              and (wait_event_type = 'Lock' or $1 = 0)`,
            [count],
          )
        ).rows.length,
      { timeout: 15_000 },
    )
    .toBe(count);
}
