import { expect, test, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { type AppendValues, createSender } from './sender.ts';
import { CALLS } from './statements.ts';

/** What the database was asked, and how it is answered. */
interface Asked {
  readonly name: string;
  /** Ids of the events. */
  readonly ids: readonly string[];
  answer(): Promise<void>;
  fail(error: Error): Promise<void>;
}

function givenSender() {
  const asked: Asked[] = [];
  const turn = () => new Promise<void>((resume) => setImmediate(resume));
  const database = {
    query: ({ name }: { name: string }, values: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        const many = name === CALLS.appendMany.name;
        const ids = many ? (values[3] as string[]) : [values[3] as string];
        // Answers may come in any order.
        const answers = ids.map((_, at) => ({ instead: null, at: at + 1 })).toReversed();
        asked.push({
          name,
          ids,
          answer: () => {
            resolve(answers);
            return turn();
          },
          fail: (error) => {
            reject(error);
            return turn();
          },
        });
      }),
  } as unknown as Database; // the one method that sending calls
  const { send } = createSender(database);
  return {
    asked,
    turn,
    send: (id: string, key = id) =>
      send(['', key, 'subject', id, '{}', 0, 1, 'salt', new Uint8Array(), true] as AppendValues),
  };
}

const refused = (code: string) => Object.assign(new Error('no'), { severity: 'ERROR', code });

test('an event that nobody waits beside travels alone', async () => {
  const { send, asked } = givenSender();
  const sent = send('a');
  await asked[0]?.answer();
  expect((await sent).instead).toBe(null);
  expect(asked.map((it) => it.name)).toEqual([CALLS.append.name]);
});

test('what comes meanwhile travels together, in the order of its keys, and each hears its own answer', async () => {
  const { send, asked } = givenSender();
  const all = ['a', 'b', 'e', 'd', 'c'].map((id) => send(id));
  expect(asked.map((it) => it.ids)).toEqual([['a'], ['b']]);
  await asked[0]?.answer();
  expect(asked[2]?.ids).toEqual(['c', 'd', 'e']);
  await asked[1]?.answer();
  await asked[2]?.answer();
  expect(await Promise.all(all)).toHaveLength(5);
});

test('where the database refuses one of many, nothing is stored of them, and each travels alone', async () => {
  const { send, asked } = givenSender();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => send(id));
  const repeated = expect(c).rejects.toMatchObject({ code: '23505' });
  await asked[0]?.answer();
  await asked[1]?.answer();
  await asked[2]?.fail(refused('23505'));
  expect(asked.slice(3).map((it) => it.ids)).toEqual([['c'], ['d']]);
  await asked[3]?.fail(refused('23505'));
  await asked[4]?.answer();
  await repeated;
  expect(await Promise.all([a, b, d])).toHaveLength(3);
});

test('a connection that fails leaves open what is stored: nobody is told that it is, and nothing is sent twice', async () => {
  const { send, asked } = givenSender();
  const all = ['a', 'b', 'c', 'd'].map((id) => send(id).catch(() => 'unknown'));
  await asked[0]?.answer();
  await asked[1]?.answer();
  await asked[2]?.fail(new Error('Connection terminated'));
  expect(asked).toHaveLength(3);
  expect(await Promise.all(all.slice(2))).toEqual(['unknown', 'unknown']);
});

test('more than a database can take is refused at once', async () => {
  const { send } = givenSender();
  const all = Array.from({ length: 10_100 }, (_, at) => send(`${at}`).catch(() => 'refused'));
  expect(await Promise.race(all.slice(-1))).toBe('refused');
});

test('what has waited too long is told so, and never travels', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const { send, asked, turn } = givenSender();
    const onTheirWay = [send('a'), send('b')];
    const tooLate = ['c', 'd'].map((id) => expect(send(id)).rejects.toThrow('in time'));
    vi.advanceTimersByTime(900);
    const inTime = send('e');
    vi.advanceTimersByTime(100);
    await turn();
    await Promise.all(tooLate);
    await asked[0]?.answer();
    await asked[1]?.answer();
    await asked[2]?.answer();
    expect((await inTime).instead).toBe(null);
    expect(asked.map(({ ids }) => ids)).toEqual([['a'], ['b'], ['e']]);
    await Promise.all(onTheirWay);
  } finally {
    vi.useRealTimers();
  }
});
