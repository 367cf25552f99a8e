import { expect, test } from 'vitest';
import { emptyState, evolve } from '../decide/evolve.ts';
import type { SubjectState } from '../decide/state.ts';
import { memoryLedger } from '../memory/ledger.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { Ledger, SubjectStore } from '../ports.ts';
import { describeLedger } from './ledger.ts';
import { describeSubjectStore } from './subject-store.ts';
import type { TestApi } from './test-api.ts';

/** Controls: a contract that no broken backend fails would prove nothing about a sound one. */
test.each<[string, (store: SubjectStore) => SubjectStore, RegExp]>([
  ['makes a new object at each read', copiesOnRead, /same object/],
  ['applies an event twice', ignoresIds, /twice/],
  ['loses the history', (store) => ({ ...store, history: () => [] }), /history/],
  ['answers with the state before', answersLate, /state after it/],
  ['mixes up two subjects', (store) => renamed(store, () => 'everybody'), /another/],
  ['compares subjects without case or prototype', onPlainObject, /never heard of/],
  ['reads many in an order of its own', sortsMany, /order asked/],
  ['writes over an event that came at the same time', racing, /same time/],
])('a subject store that %s fails its contract', async (_, breakIt, expected) => {
  const failed = await failures((api) =>
    describeSubjectStore(api, () => breakIt(memorySubjectStore())),
  );
  expect(failed.join('\n')).toMatch(expected);
});

test.each<[string, (ledger: Ledger) => Ledger, RegExp]>([
  [
    'counts from one',
    (ledger) => ({ ...ledger, append: async (it) => (await ledger.append(it)) + 1 }),
    /dense/,
  ],
  ['gives two records one index', (ledger) => ({ ...ledger, append: () => 0 }), /an index each/],
  [
    'reads from the beginning only',
    (ledger) => ({ ...ledger, read: () => ledger.read() }),
    /told to/,
  ],
  ['changes what it was given', touches, /unchanged/],
  ['forgets in a burst', forgets, /burst/],
  ['tells nobody', (ledger) => ({ ...ledger, subscribe: () => () => {} }), /a relay hears/],
  ['tells while it appends', tellsEarly, /before it can be read/],
  ['lets a relay break it', tellsEarly, /relay that fails/],
  ['does not stop', (ledger) => ({ ...ledger, subscribe: neverStops(ledger) }), /stopped/],
])('a ledger that %s fails its contract', async (_, breakIt, expected) => {
  const failed = await failures((api) =>
    describeLedger(api, () => breakIt(memoryLedger()), { patience: 200 }),
  );
  expect(failed.join('\n')).toMatch(expected);
});

/** Runs a suite against its own little runner and answers with the names of the tests that failed. */
async function failures(describe: (api: TestApi) => void): Promise<readonly string[]> {
  const tests: { name: string; run: () => void | Promise<void> }[] = [];
  describe({ test: (name, run) => tests.push({ name, run }), expect });
  const failed: string[] = [];
  await Promise.all(
    tests.map(async ({ name, run }) => {
      try {
        await run();
      } catch {
        failed.push(name);
      }
    }),
  );
  return failed;
}

function copiesOnRead(store: SubjectStore): SubjectStore {
  return { ...store, read: async (subject) => structuredClone(await store.read(subject)) };
}

function ignoresIds(store: SubjectStore): SubjectStore {
  let count = 0;
  return {
    ...store,
    append: (subject, event) => store.append(subject, { ...event, id: `${count++}` }),
  };
}

function answersLate(store: SubjectStore): SubjectStore {
  return {
    ...store,
    async append(subject, event) {
      const before = await store.read(subject);
      return before ?? (await store.append(subject, event));
    },
  };
}

function renamed(store: SubjectStore, rename: (subject: string) => string): SubjectStore {
  return {
    volatile: true,
    read: (subject) => store.read(rename(subject)),
    readMany: (subjects) => store.readMany(subjects.map(rename)),
    append: (subject, event) => store.append(rename(subject), event),
    history: (subject) => store.history(rename(subject)),
  };
}

function onPlainObject(store: SubjectStore): SubjectStore {
  const plain: Record<string, never> = {};
  return { ...store, read: (subject) => plain[subject] ?? store.read(subject) };
}

function sortsMany(store: SubjectStore): SubjectStore {
  return { ...store, readMany: (subjects) => store.readMany([...new Set(subjects)].sort()) };
}

function racing(store: SubjectStore): SubjectStore {
  const states = new Map<string, SubjectState>();
  return {
    ...store,
    read: (subject) => states.get(subject),
    async append(subject, event) {
      const before = states.get(subject) ?? emptyState('salt');
      await Promise.resolve();
      const after = evolve(before, event);
      states.set(subject, after);
      return after;
    },
  };
}

function touches(ledger: Ledger): Ledger {
  return {
    ...ledger,
    append: (record) => ledger.append({ ...record, fields: ['Customer.email'] }),
  };
}

function forgets(ledger: Ledger): Ledger {
  const small = memoryLedger({ capacity: 100 });
  return { ...ledger, append: small.append, read: small.read, subscribe: small.subscribe };
}

function tellsEarly(ledger: Ledger): Ledger {
  const relays: Parameters<Ledger['subscribe']>[0][] = [];
  let next = 0;
  return {
    ...ledger,
    append(record) {
      for (const relay of relays) relay({ index: next, record });
      next++;
      return ledger.append(record);
    },
    subscribe(relay) {
      relays.push(relay);
      return () => relays.splice(relays.indexOf(relay), 1);
    },
  };
}

function neverStops(ledger: Ledger): Ledger['subscribe'] {
  return (relay) => {
    ledger.subscribe(relay);
    return () => {};
  };
}
