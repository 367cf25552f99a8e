import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noFeed } from '../cache/freshness.ts';
import type { Database, Session } from '../database/database.ts';
import { createFeed } from './feed.ts';
import type { Change } from './transport.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const ANNA = '0a000000-0000-4000-8000-000000000000';
const BERT = '0b000000-0000-4000-8000-000000000000';

/** A feed over a database whose answers are given by hand, under a clock that is set. */
function givenFeed() {
  const answers: { asked: unknown; answer: (row: object) => void; fail: () => void }[] = [];
  const sessions: { lose: () => void }[] = [];
  const database = {
    session: async () => {
      let told = (): void => {};
      sessions.push({ lose: () => told() });
      const session: Session = {
        query: (_, values = []) =>
          new Promise((resolve, reject) => {
            answers.push({
              asked: values[0],
              answer: (row) => resolve([row as never]),
              fail: () => reject(new Error('down')),
            });
          }),
        listen: async () => {},
        onLost: (each) => {
          told = each;
        },
        close: async () => {},
      };
      return session;
    },
  } as unknown as Database; // the one method that a feed calls
  const times = noFeed();
  const applied: Change[] = [];
  const reasons: string[] = [];
  let time = 100;
  const feed = createFeed(
    {
      database,
      invalidations: undefined,
      pollInterval: 1_000,
      now: () => time,
      apply: (change) => applied.push(change),
      suspect: (reason) => reasons.push(reason),
    },
    times,
  );
  return {
    feed,
    times,
    applied,
    reasons,
    sessions,
    at: (milliseconds: number) => {
      time = milliseconds;
    },
    turn: () => new Promise<void>((resume) => setImmediate(resume)),
    /** Answers the last question. */
    answer: async (snapshot: string, changes: string | null = null) => {
      answers.at(-1)?.answer({ snapshot, changes });
      await new Promise<void>((resume) => setImmediate(resume));
    },
    fail: async () => {
      answers.at(-1)?.fail();
      await new Promise<void>((resume) => setImmediate(resume));
    },
    asked: () => answers.map((it) => it.asked),
  };
}

async function begun() {
  const given = givenFeed();
  void given.feed.start();
  await given.turn();
  await given.answer('one');
  given.at(200);
  await given.answer('two');
  return given;
}

test('each question is about what the last answer could not see', async () => {
  const { asked, answer } = await begun();
  await vi.advanceTimersByTimeAsync(1_000);
  await answer('three');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked()).toEqual([null, 'one', 'two', 'three']);
});

test('everything is known as of the moment before the question, not of the answer', async () => {
  const { times, at, answer } = await begun();
  at(1_200);
  await vi.advanceTimersByTimeAsync(1_000);
  at(1_900);
  await answer('three', `${ANNA}:3,${BERT}:12`);
  expect(times.asOf).toBe(1_200);
});

test('what was read before the baseline was complete is not covered by it', async () => {
  const { times } = await begun();
  expect(times.since).toBe(200);
});

test('changes are applied before anything is known as of their question', async () => {
  const { applied, answer } = await begun();
  await vi.advanceTimersByTimeAsync(1_000);
  await answer('three', `${ANNA}:3,${BERT}:12`);
  expect(applied).toEqual([
    { key: ANNA, epoch: 3 },
    { key: BERT, epoch: 12 },
  ]);
});

test('a connection that ends makes what was read suspect at once, and is told once for one outage', async () => {
  const { times, reasons, sessions, at, fail, turn } = await begun();
  at(300);
  sessions[0]?.lose();
  expect([times.since, times.lostAt]).toEqual([Number.POSITIVE_INFINITY, 300]);
  await vi.advanceTimersByTimeAsync(1_000);
  await turn();
  await fail();
  expect(reasons).toEqual(['the connection ended']);
});

test('after an outage there is a new baseline: changes made meanwhile are not waited for', async () => {
  const { times, sessions, at, answer, asked, turn } = await begun();
  sessions[0]?.lose();
  await vi.advanceTimersByTimeAsync(1_000);
  await turn();
  at(5_000);
  await answer('new');
  await answer('newer');
  expect(asked().slice(-2)).toEqual([null, 'new']);
  expect(times.since).toBe(5_000);
});

test('an answer that comes after its connection was given up says nothing any more', async () => {
  const { times, sessions, answer } = await begun();
  await vi.advanceTimersByTimeAsync(1_000);
  const { asOf } = times;
  sessions[0]?.lose();
  await answer('late');
  expect([times.asOf, times.since]).toEqual([asOf, Number.POSITIVE_INFINITY]);
});
