import { expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { createLoader } from './loader.ts';

/** A database that answers when it is told to, and counts. */
function givenDatabase() {
  const questions: {
    readonly keys: readonly string[];
    readonly answer: () => void;
    readonly fail: () => void;
  }[] = [];
  const database = {
    query: (_: unknown, [, keys]: readonly [string, readonly string[]]) =>
      new Promise((resolve, reject) => {
        questions.push({
          keys,
          answer: () => resolve(keys.map((subject_key) => ({ subject_key, seq: 1 }))),
          fail: () => reject(new Error('down')),
        });
      }),
  } as unknown as Database; // the one method that a loader calls
  let time = 0;
  const loader = createLoader(database, () => time);
  const turn = () => new Promise((resume) => setImmediate(resume));
  return {
    questions,
    ask: (key: string, notBefore = 0, tenant?: string) => loader.load({ tenant, key }, notBefore),
    at: (now: number) => {
      time = now;
    },
    turn,
  };
}

test('many requests for one subject are one question', async () => {
  const { questions, ask, turn } = givenDatabase();
  const answers = Array.from({ length: 100 }, () => ask('anna'));
  await turn();
  expect(questions).toHaveLength(1);
  questions[0]?.answer();
  expect(new Set((await Promise.all(answers)).map((it) => it.row?.subject_key))).toEqual(
    new Set(['anna']),
  );
});

test('requests of one turn travel together, a tenant at a time', async () => {
  const { questions, ask, turn } = givenDatabase();
  void ask('anna');
  void ask('bert');
  void ask('anna', 0, 'acme');
  await turn();
  expect(questions.map((it) => it.keys)).toEqual([['anna', 'bert'], ['anna']]);
});

test('a request joins a question under way only if that was sent late enough for it', async () => {
  const { questions, ask, at, turn } = givenDatabase();
  at(10);
  const first = ask('anna', 10);
  await turn();
  at(20);
  const patient = ask('anna', 5);
  const strict = ask('anna', 20);
  await turn();
  expect(questions).toHaveLength(2);
  for (const question of questions) question.answer();
  expect((await first).readAt).toBe(10);
  expect((await patient).readAt).toBe(10);
  expect((await strict).readAt).toBe(20);
});

test('a database that is slow is asked a few questions at a time; the rest waits and travels together', async () => {
  const { questions, ask, turn } = givenDatabase();
  for (let number = 0; number < 10; number++) {
    void ask(`c${number}`);
    await turn();
  }
  expect(questions).toHaveLength(4);
  questions[0]?.answer();
  await turn();
  expect(questions[4]?.keys).toHaveLength(6);
});

test('a question that fails, fails for all who wait for it, and the next one is asked anew', async () => {
  const { questions, ask, turn } = givenDatabase();
  const both = [ask('anna'), ask('anna')];
  await turn();
  questions[0]?.fail();
  for (const each of both) await expect(each).rejects.toThrow('down');
  const again = ask('anna');
  await turn();
  questions[1]?.answer();
  expect((await again).row?.subject_key).toBe('anna');
});

test('nobody waits without end: beyond a limit a database that does not answer is not asked', async () => {
  const { ask } = givenDatabase();
  const waiting = Array.from({ length: 50_500 }, (_, number) =>
    ask(`c${number}`).catch(() => 'refused'),
  );
  expect(await Promise.race(waiting.slice(-1))).toBe('refused');
});
