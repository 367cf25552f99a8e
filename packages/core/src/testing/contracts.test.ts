import { expect, test } from 'vitest';
import { emptyState, evolve } from '../decide/evolve.ts';
import type { SubjectState } from '../decide/state.ts';
import { memoryLedger } from '../memory/ledger.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { Ledger, ReadNeeds, SubjectReading, SubjectStore } from '../ports.ts';
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
  ['counts an event that came twice at once', racing, /twenty times at once/],
  ['sorts its history by the clock', sortsHistory, /jumped backwards/],
  ['does not know tenants', ignoresTenants, /three people/],
  ['joins tenant and subject to one text', joinsTenants, /one text/],
  ['gives one event id to one tenant alone', sharesIds, /one event id/],
  ['trims ids', (store) => renamed(store, (id) => id.trim()), /spaces around/],
  ['composes accents', (store) => renamed(store, (id) => id.normalize('NFC')), /composed/],
  ['cuts long ids', (store) => renamed(store, (id) => id.slice(0, 255)), /a thousand characters/],
  ['answers from memory whatever is asked', (store) => stale(store, () => false), /this moment/],
  ['says no age', withAge(Number.NaN), /how old it is/],
  ['never reads anew', withAge(10), /older than what was asked for/],
  ['does not hear what the session has seen', (store) => stale(store, isNow), /that change/],
  ['fails for a session from the future', refusesFuture, /and no error/],
])('a subject store that %s fails its contract', async (_, breakIt, expected) => {
  const failed = await failures((api) =>
    describeSubjectStore(api, () => breakIt(memorySubjectStore())),
  );
  expect(failed.join('\n')).toMatch(expected);
});

test.each<[string, (store: SubjectStore) => SubjectStore, RegExp]>([
  ['keeps what it has read', (store) => stale(store, () => false), /where nothing may be stale/],
  ['does not hear what a session has seen', (store) => stale(store, isNow), /to the session/],
  ['has a backing of its own', () => memorySubjectStore(), /one history/],
])('an instance that %s fails the contract of several instances', async (_, breakIt, expected) => {
  // Each test has a store of its own here, and they run one after the other.
  let last = memorySubjectStore();
  const create = () => {
    last = memorySubjectStore();
    return last;
  };
  const failed = await failures((api) => describeSubjectStore(api, create, () => breakIt(last)));
  expect(failed.join('\n')).toMatch(expected);
});

test('what a store opens for a test is closed after it, whether the promise was kept or not', async () => {
  let [opened, closed] = [0, 0];
  const failed = await failures((api) =>
    describeSubjectStore(api, () => {
      opened++;
      return { store: withAge(Number.NaN)(memorySubjectStore()), close: () => void closed++ };
    }),
  );
  expect(failed.length).toBeGreaterThan(0);
  expect([closed, failed.length < opened]).toEqual([opened, true]);
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
  ['forgets what a record said of its tenant', forgetsTenants, /all that a record can say/],
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
  for (const { name, run } of tests) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

function copiesOnRead(store: SubjectStore): SubjectStore {
  return { ...store, read: async (...asked) => structuredClone(await store.read(...asked)) };
}

function ignoresIds(store: SubjectStore): SubjectStore {
  let count = 0;
  return {
    ...store,
    append: (subject, event, tenant) =>
      store.append(subject, { ...event, id: `${count++}` }, tenant),
  };
}

function sortsHistory(store: SubjectStore): SubjectStore {
  const at = (left: { at: string }, right: { at: string }) => left.at.localeCompare(right.at);
  return { ...store, history: async (...asked) => [...(await store.history(...asked))].sort(at) };
}

function ignoresTenants(store: SubjectStore): SubjectStore {
  return {
    volatile: true,
    read: (subject) => store.read(subject),
    readMany: (subjects) => store.readMany(subjects),
    append: (subject, event) => store.append(subject, event),
    history: (subject) => store.history(subject),
  };
}

function joinsTenants(store: SubjectStore): SubjectStore {
  return {
    volatile: true,
    read: (subject, needs) => store.read(`${needs?.tenant ?? ''}${subject}`),
    readMany: (asked, needs) => store.readMany(asked.map((it) => `${needs?.tenant ?? ''}${it}`)),
    append: (subject, event, tenant = '') => store.append(tenant + subject, event),
    history: (subject, tenant = '') => store.history(tenant + subject),
  };
}

function sharesIds(store: SubjectStore): SubjectStore {
  const ids = new Set<string>();
  return {
    ...store,
    async append(subject, event, tenant) {
      const { state } = await store.read(subject, { tenant });
      if (ids.has(event.id)) return state ?? emptyState('');
      ids.add(event.id);
      return store.append(subject, event, tenant);
    },
  };
}

/** Keeps what it has read, until something demands to read anew. */
function stale(store: SubjectStore, demands: (needs: ReadNeeds) => boolean): SubjectStore {
  const kept = new Map<string, SubjectReading>();
  const read = async (subject: string, needs: ReadNeeds = {}) => {
    const key = JSON.stringify([needs.tenant, subject]);
    const old = demands(needs) ? undefined : kept.get(key);
    const reading = old ?? (await store.read(subject, needs));
    kept.set(key, reading);
    return reading;
  };
  const readMany: SubjectStore['readMany'] = (subjects, needs) =>
    Promise.all(subjects.map((subject) => read(subject, needs)));
  return { ...store, read, readMany };
}

function isNow({ maxStaleness }: ReadNeeds): boolean {
  return maxStaleness === 0;
}

function withAge(ageMs: number): (store: SubjectStore) => SubjectStore {
  return (store) => ({
    ...store,
    read: async (subject, needs) => ({ ...(await store.read(subject, needs)), ageMs }),
  });
}

function refusesFuture(store: SubjectStore): SubjectStore {
  return {
    ...store,
    async read(subject, needs) {
      const reading = await store.read(subject, needs);
      if ((needs?.seen ?? 0) > (reading.state?.version ?? 0)) throw new Error('not there yet');
      return reading;
    },
  };
}

function answersLate(store: SubjectStore): SubjectStore {
  return {
    ...store,
    async append(subject, event, tenant) {
      const { state: before } = await store.read(subject, { tenant });
      return before ?? (await store.append(subject, event, tenant));
    },
  };
}

function renamed(store: SubjectStore, rename: (subject: string) => string): SubjectStore {
  return {
    volatile: true,
    read: (subject, needs) => store.read(rename(subject), needs),
    readMany: (subjects, needs) => store.readMany(subjects.map(rename), needs),
    append: (subject, event, tenant) => store.append(rename(subject), event, tenant),
    history: (subject, tenant) => store.history(rename(subject), tenant),
  };
}

function onPlainObject(store: SubjectStore): SubjectStore {
  const plain: Record<string, never> = {};
  return { ...store, read: (subject, needs) => plain[subject] ?? store.read(subject, needs) };
}

function sortsMany(store: SubjectStore): SubjectStore {
  return {
    ...store,
    readMany: (subjects, needs) => store.readMany([...new Set(subjects)].sort(), needs),
  };
}

function racing(store: SubjectStore): SubjectStore {
  const states = new Map<string, SubjectState>();
  return {
    ...store,
    read: (subject) => ({ state: states.get(subject), ageMs: 0 }),
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

function forgetsTenants(ledger: Ledger): Ledger {
  return { ...ledger, append: (record) => ledger.append({ ...record, tenant: undefined }) };
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
