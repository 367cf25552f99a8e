import { expect, test } from 'vitest';
import {
  codeOf,
  givenShop,
  NOW,
  POLICY,
  type Purpose,
  restriction,
} from '../../fixtures/enforce-shop.ts';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { emptyState } from '../decide/evolve.ts';
import type { SubjectState } from '../decide/state.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { SubjectReading, SubjectStore } from '../ports.ts';
import { createSubjectViews, type Known } from './subject-views.ts';

type Read = SubjectStore['read'];

/** Ways in which a store can fail, or answer what is no state. */
const FAILURES: readonly { readonly how: string; readonly read: Read }[] = [
  {
    how: 'throws',
    read: () => {
      throw new Error('down');
    },
  },
  { how: 'rejects', read: () => Promise.reject(new Error('down')) },
  { how: 'hangs', read: () => new Promise<never>(() => undefined) },
  {
    how: 'answers half a state',
    read: () => reading(rubbish({ version: 1, salt: 'x', consents: [] })),
  },
  {
    how: 'answers half a state later',
    read: async () => reading(rubbish({ ...emptyState('x'), consents: undefined })),
  },
  {
    how: 'answers a state whose lists are texts',
    read: () => reading(rubbish({ ...emptyState('x'), restrictions: 'none' })),
  },
  { how: 'answers a text for a state', read: () => reading(rubbish('state')) },
  { how: 'answers a text', read: () => notAReading('state') },
  { how: 'answers a text later', read: async () => notAReading('state') },
  { how: 'answers a bare state', read: () => notAReading(emptyState('x')) },
  { how: 'answers nothing', read: () => notAReading(undefined) },
  { how: 'says no age', read: () => notAReading({ state: emptyState('x') }) },
  { how: 'says an age alone', read: () => notAReading({ ageMs: 0 }) },
  { how: 'says an age that is no number', read: () => reading(emptyState('x'), Number.NaN) },
  { how: 'says an age below nothing', read: async () => reading(emptyState('x'), -1) },
  {
    how: 'answers a thenable that rejects',
    read: () =>
      // biome-ignore lint/suspicious/noThenProperty: somebody else's idea of a promise is what is tested
      notAReading({ then: (_: unknown, reject: (it: Error) => void) => reject(new Error('down')) }),
  },
];

test.each(FAILURES)(
  'a store that $how: what depends on consent or objection waits, contract and law go on',
  async ({ read }) => {
    const shop = givenShop({ store: { ...memorySubjectStore(), read }, deadline: 20 });
    const ask = (purpose: Purpose) =>
      codeOf(() => shop.begin(shop.privacy.processing(purpose), { subject: 'c1' }));
    expect(await ask('newsletter')).toBe('state-unknown');
    expect(await ask('statistics')).toBe('state-unknown');
    expect(await ask('order')).toBe('nothing thrown');
    expect(await ask('invoice')).toBe('nothing thrown');
  },
);

test.each(FAILURES)(
  'a store that $how: contract does not slip past a restriction last known',
  async ({ read }) => {
    const memory = memorySubjectStore();
    let failing = false;
    const store: SubjectStore = {
      ...memory,
      read: (subject) => (failing ? read(subject) : memory.read(subject)),
    };
    const shop = givenShop({ store, deadline: 20 });
    const ask = (subject: string) =>
      codeOf(() => shop.begin(shop.privacy.processing('order'), { subject }));
    await store.append('c1', restriction());
    expect(await ask('c1')).toBe('processing-restricted');
    failing = true;
    expect(await ask('c1')).toBe('processing-restricted');
    expect(await ask('c2'), 'another subject').toBe('nothing thrown');
    failing = false;
    expect(await ask('c1')).toBe('processing-restricted');
  },
);

test('a restriction that was lifted is forgotten', async () => {
  const memory = memorySubjectStore();
  let failing = false;
  const store: SubjectStore = {
    ...memory,
    read: (subject) => {
      if (failing) throw new Error('down');
      return memory.read(subject);
    },
  };
  const shop = givenShop({ store });
  const ask = () => codeOf(() => shop.begin(shop.privacy.processing('order'), { subject: 'c1' }));
  await store.append('c1', restriction());
  await ask();
  await store.append('c1', {
    id: 'lifted',
    at: '2026-11-23T00:00:00Z',
    actor: 'staff',
    type: 'restriction.lifted',
    ground: 'accuracy-contested',
    informedAt: '2026-11-22T00:00:00Z',
  });
  expect(await ask()).toBe('nothing thrown');
  failing = true;
  expect(await ask()).toBe('nothing thrown');
});

test('a slow store is waited for', async () => {
  const memory = memorySubjectStore();
  const store: SubjectStore = {
    ...memory,
    read: async (subject) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return memory.read(subject);
    },
  };
  const shop = givenShop({ store, deadline: 1_000 });
  expect(
    await codeOf(() => shop.begin(shop.privacy.processing('statistics'), { subject: 'c1' })),
  ).toBe('nothing thrown');
});

test('somebody never heard of is known to have said nothing', () => {
  const { views, catalogue, viewOf } = given(() => reading(undefined));
  expect(viewOf('c1')).toBe(views.newcomer(catalogue, NOW));
});

test('a view is made once per state and again when the state, the version or the time changes', () => {
  let state: SubjectState = { ...emptyState('salt'), consents: [consent('2026-12-01T12:00:01Z')] };
  const { views, viewOf } = given(() => reading(state));
  const first = viewOf('c1');
  expect(viewOf('c1')).toBe(first);
  expect(viewOf('c1', NOW + 1_000), 'the consent has expired').not.toBe(first);
  const other = compileCatalogue({ policy: POLICY, models: [] });
  expect(knownOf(views.of(other, 'c1', {}, NOW)).view).not.toBe(first);
  state = { ...state, version: 2 };
  expect(viewOf('c1')).not.toBe(first);
});

test('restrictions are remembered of a bounded number of subjects, the latest ones', () => {
  let failing = false;
  const restricted: SubjectState = {
    ...emptyState('salt'),
    restrictions: [{ ground: 'accuracy-contested', since: '2026-11-22T00:00:00Z', recordId: 'e1' }],
  };
  const { viewOf } = given(() => {
    if (failing) throw new Error('down');
    return reading(restricted);
  });
  for (let subject = 0; subject <= 100_000; subject++) viewOf(`c${subject}`);
  failing = true;
  expect(viewOf('c100000')).toMatchObject({
    state: { lastKnownRestricted: true },
  });
  expect(viewOf('c1')).toMatchObject({ state: { lastKnownRestricted: true } });
  expect(viewOf('c0')).toMatchObject({ state: { lastKnownRestricted: false } });
});

function given(read: Read) {
  const catalogue = compileCatalogue({ policy: POLICY, models: [] });
  const views = createSubjectViews({ ...memorySubjectStore(), read }, 20);
  return {
    views,
    catalogue,
    viewOf: (subject: string, now = NOW) => knownOf(views.of(catalogue, subject, {}, now)).view,
  };
}

/** What is known at once. */
function knownOf(known: Known | Promise<Known>): Known {
  if (known instanceof Promise) throw new Error('the store did not answer at once');
  return known;
}

function consent(expiresAt: string) {
  return {
    purpose: 'newsletter',
    status: 'dpv:ConsentGiven',
    explicit: false,
    noticeVersion: '1',
    since: '2026-11-22T00:00:00Z',
    recordId: 'e1',
    expiresAt,
  } as const;
}

function reading(state: SubjectState | undefined, ageMs = 0): SubjectReading {
  return { state, ageMs };
}

/** What no store should answer, and some will. */
function rubbish(value: unknown): SubjectState {
  return value as SubjectState;
}

/** What no store should answer for a reading. */
function notAReading(value: unknown): SubjectReading {
  return value as SubjectReading;
}
