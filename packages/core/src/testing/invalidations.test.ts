import { expect, test } from 'vitest';
import {
  type ChangeUnderTest,
  describeInvalidations,
  type InvalidationsEnd,
  type InvalidationsUnderTest,
} from './invalidations.ts';

test('a transport that keeps its promises passes its contract', async () => {
  expect(await failures(() => inMemory())).toEqual([]);
});

test('a transport may repeat and reorder', async () => {
  const disorderly = (): InvalidationsUnderTest => {
    const sound = inMemory();
    return {
      ...sound,
      publish: (changes) => sound.publish([...changes, ...changes].reverse()),
    };
  };
  expect(await failures(disorderly)).toEqual([]);
});

/** Controls: a contract that no broken transport fails would prove nothing about a sound one. */
test.each<[string, (sound: InvalidationsUnderTest) => Partial<InvalidationsUnderTest>, RegExp]>([
  ['tells nobody', () => ({ publish: async () => {} }), /reaches every listener/],
  ['tells the last listener only', lastOnly, /reaches every listener/],
  [
    'loses an epoch',
    (sound) => ({
      publish: (changes) => sound.publish(changes.map((it) => ({ ...it, epoch: it.epoch || 1 }))),
    }),
    /its own epoch/,
  ],
  [
    'cuts a long message off',
    (sound) => ({ publish: (changes) => sound.publish(changes.slice(0, 170)) }),
    /ten thousand/,
  ],
  [
    'calls with nothing',
    (sound) => ({
      listen: (heard, lost) =>
        sound.listen((changes) => {
          heard([]);
          heard(changes);
        }, lost),
    }),
    /nothing is a publish too/,
  ],
  [
    'does not stop',
    (sound) => ({
      listen: async (heard, lost) => {
        await sound.listen(heard, lost);
        return async () => {};
      },
    }),
    /has stopped listening(.|\n)*stops listening/,
  ],
  [
    'takes rubbish for a change',
    (sound) => ({ inject: (raw) => sound.publish([{ key: raw, epoch: 1 }]) }),
    /nobody can read/,
  ],
  ['is deaf after rubbish', deafAfterRubbish, /nobody can read/],
  ['is silent about a cut', () => ({ cut: () => {} }), /cut is told so, once/],
  [
    'tells of a cut twice',
    (sound) => ({
      listen: (heard, lost) =>
        sound.listen(heard, () => {
          lost();
          lost();
        }),
    }),
    /cut is told so, once/,
  ],
  ['is one for all installations', (sound) => ({ elsewhere: sound }), /never hear each other/],
])('a transport that %s fails its contract', async (_, breakIt, expected) => {
  const failed = await failures(() => {
    const sound = inMemory();
    return { ...sound, ...breakIt(sound) };
  });
  expect(failed.join('\n')).toMatch(expected);
});

/** Runs the suite against its own little runner and answers with the names of the tests that failed. */
async function failures(create: () => InvalidationsUnderTest): Promise<readonly string[]> {
  const failed: string[] = [];
  const tests: Promise<void>[] = [];
  const register = (name: string, run: () => void | Promise<void>): void => {
    tests.push(
      Promise.resolve()
        .then(run)
        .catch(() => void failed.push(name)),
    );
  };
  describeInvalidations({ test: register, expect }, create, { patience: 200 });
  await Promise.all(tests);
  return failed.sort();
}

function inMemory(): InvalidationsUnderTest {
  const [here, elsewhere] = [end(), end()];
  return { ...here, elsewhere, inject: async () => {}, close: async () => {} };
}

interface MemoryEnd extends InvalidationsEnd {
  cut(): void;
}

function end(): MemoryEnd {
  type Listener = { heard: (changes: readonly ChangeUnderTest[]) => void; lost: () => void };
  const listeners = new Set<Listener>();
  return {
    publish: async (changes) => {
      if (changes.length > 0) for (const { heard } of listeners) heard(changes);
    },
    listen: async (heard, lost) => {
      const listener = { heard, lost };
      listeners.add(listener);
      return async () => void listeners.delete(listener);
    },
    cut: () => {
      for (const { lost } of listeners) lost();
      listeners.clear();
    },
  };
}

function lastOnly(sound: InvalidationsUnderTest): Partial<InvalidationsUnderTest> {
  let stopLast = async (): Promise<void> => {};
  return {
    listen: async (heard, lost) => {
      await stopLast();
      stopLast = await sound.listen(heard, lost);
      return stopLast;
    },
  };
}

function deafAfterRubbish(sound: InvalidationsUnderTest): Partial<InvalidationsUnderTest> {
  let deaf = false;
  return {
    inject: async () => {
      deaf = true;
    },
    publish: async (changes) => {
      if (!deaf) await sound.publish(changes);
    },
  };
}
