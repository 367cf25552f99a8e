import { migrate } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { type Subject, subjectThrough } from './functions.ts';

const WRITERS = 8;
let postgres: Postgres;
let pool: Pool;

beforeAll(async () => {
  postgres = await startPostgres();
  pool = new Pool({ connectionString: postgres.url, max: WRITERS });
  await migrate(pool);
});

afterAll(async () => {
  await pool?.end();
  await postgres?.stop();
});

test('of first events written at once for one subject, one is stored and the others learn of it', async () => {
  for (let round = 0; round < 50; round++) {
    const subject = subjectThrough(pool);
    const outcomes = await allAtOnce((writer) => subject.append(`event-${writer}`, 0));
    expect(outcomes.sort()).toEqual([...Array(WRITERS - 1).fill('stale'), 'stored']);
    expect(await subject.history()).toHaveLength(1);
  }
});

test('of contradictory events written at once, one is stored after what both had seen', async () => {
  const subject = subjectThrough(pool);
  await subject.append('first', 0);
  for (let seen = 1; seen <= 50; seen++) {
    const outcomes = await allAtOnce((writer) => subject.append(`${seen}-${writer}`, seen));
    expect(outcomes.sort()).toEqual([...Array(WRITERS - 1).fill('stale'), 'stored']);
  }
  expect(await subject.history()).toHaveLength(51);
});

test('one event sent several times at once is stored once and is an error for nobody', async () => {
  for (let round = 0; round < 50; round++) {
    const subject = subjectThrough(pool);
    const outcomes = await allAtOnce(() => subject.append('the-same', 0));
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'known')).toHaveLength(WRITERS - 1);
    expect(await subject.history()).toEqual(['the-same']);
  }
});

test('writers who begin again when they were late lose nothing and store nothing twice', async () => {
  const subject = subjectThrough(pool);
  const each = 25;
  await allAtOnce(async (writer) => {
    for (let event = 0; event < each; event++) await appendAtLast(subject, `${writer}-${event}`);
  });
  const history = await subject.history();
  expect(history).toHaveLength(WRITERS * each);
  expect(new Set(history).size).toBe(WRITERS * each);
  expect(await subject.read()).toEqual([WRITERS * each]);
});

test('a change is seen by the feed whenever its transaction ends', async () => {
  const early = await pool.connect();
  await early.query('begin');
  const open = subjectThrough({ query: early.query.bind(early) } as unknown as Pool);
  await open.append('a', 0);
  const done = subjectThrough(pool);
  await done.append('a', 0);
  const first = await changesSince(await snapshotBefore(done));
  expect(first.keys).toEqual([done.key]);
  await early.query('commit');
  early.release();
  expect((await changesSince(first.snapshot)).keys).toEqual([open.key]);
});

/** A snapshot in which nothing of this subject was visible yet. */
async function snapshotBefore(subject: Subject): Promise<string> {
  const { rows } = await pool.query(
    'select xact::text from lawful.subject_event where subject_key = $1',
    [subject.key],
  );
  // Everything before that transaction has ended but the one that the test holds open.
  const before = BigInt(rows[0].xact) - 1n;
  return `${before}:${before}:`;
}

async function changesSince(
  since: string,
): Promise<{ readonly snapshot: string; readonly keys: readonly string[] }> {
  const { rows } = await pool.query('select * from lawful.changes_v1($1)', [since]);
  const [head, ...changes] = rows;
  return { snapshot: head.snapshot, keys: changes.map((change) => change.subject_key) };
}

async function appendAtLast(subject: Subject, id: string): Promise<void> {
  let seen = 0;
  while ((await subject.append(id, seen)) === 'stale') [seen = 0] = await subject.read();
}

function allAtOnce<Result>(write: (writer: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
}
