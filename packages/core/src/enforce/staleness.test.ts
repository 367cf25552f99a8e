import { expect, test } from 'vitest';
import {
  Customer,
  codeOf,
  givenShop,
  NOW,
  POLICY,
  type Purpose,
  restriction,
} from '../../fixtures/enforce-shop.ts';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { ReadNeeds, SubjectReading, SubjectStore } from '../ports.ts';
import { consentGiven, consentWithdrawn } from '../testing/index.ts';
import { createSubjectViews } from './subject-views.ts';
import type { UnitFacts } from './unit.ts';

test.each(['at once', 'later'] as const)(
  'what is older than a purpose may rely on is unknown: consent and interest wait, contract and law go on (%s)',
  async (when) => {
    const { ask, aged, remember } = given(when);
    await remember(consentGiven('newsletter'));
    aged(5_001);
    expect(await ask('newsletter')).toBe('state-unknown');
    expect(await ask('statistics')).toBe('state-unknown');
    expect(await ask('order')).toBe('nothing thrown');
    expect(await ask('invoice')).toBe('nothing thrown');
    aged(5_000);
    expect(await ask('newsletter')).toBe('nothing thrown');
    expect(await ask('statistics')).toBe('nothing thrown');
  },
);

test('somebody restricted stays so, also where that is known from a reading too old for anything else', async () => {
  const { ask, aged, remember } = given();
  await remember(restriction());
  aged(60_000);
  expect(await ask('order')).toBe('processing-restricted');
});

test('a reading too old to permit anything frees nobody from a restriction', async () => {
  const { ask, aged, remember, answers } = given();
  await remember(restriction());
  expect(await ask('order')).toBe('processing-restricted');
  answers(undefined);
  aged(60_000);
  expect(await ask('order')).toBe('processing-restricted');
  aged(0);
  expect(await ask('order'), 'a fresh reading does').toBe('nothing thrown');
});

test('a list waits for what is too old, and is not shortened', async () => {
  const { shop, aged, remember } = given();
  await remember(consentGiven('newsletter'));
  const serve = async () => {
    const plan = shop.privacy.processing('newsletter', { subject: 'each', returns: [Customer] });
    const running = await shop.begin(plan, { actor: { type: 'staff', role: 'clerk' } });
    return running.serve([{ id: 'c1' }, { id: 'c2' }], 200);
  };
  aged(5_001);
  expect(await codeOf(serve)).toBe('state-unknown');
  aged(4_000.5);
  expect(await serve()).toHaveLength(1);
  const served = (await shop.records()).filter(({ kind }) => kind === 'served');
  expect(
    served.map(({ consentAgeMs }) => consentAgeMs),
    'its record says how old',
  ).toEqual([4_001]);
});

test('a store is told what a question needs, whose tenant it is and what the session has seen', async () => {
  const { ask, asked } = given();
  await ask('order');
  await ask('order', { tenant: 'acme' });
  await ask('order', { consentEpoch: 7 });
  await ask('order', { tenant: 'acme', consentEpoch: 0 }, { recipient: 'nobody' });
  expect(asked).toEqual([
    { maxStaleness: 5_000 },
    { maxStaleness: 5_000, tenant: 'acme', seen: undefined },
    { maxStaleness: 5_000, tenant: undefined, seen: 7 },
    { maxStaleness: 0, tenant: 'acme', seen: 0 },
  ]);
});

test('a list needs what its session has seen only where it is about that very person, too', async () => {
  const { shop, asked } = given();
  const plan = shop.privacy.processing('order', { subject: 'each', returns: [Customer] });
  const facts = {
    subject: 'c1',
    consentEpoch: 7,
    actor: { type: 'staff', role: 'clerk' },
  } as const;
  const running = await shop.begin(plan, facts);
  await running.serve([{ id: 'c2' }, { id: 'c3' }], 200);
  const again = await shop.begin(plan, facts);
  await again.serve([{ id: 'c1' }, { id: 'c2' }], 200);
  expect(asked.map((needs) => needs?.seen)).toEqual([undefined, 7]);
});

test('a store that does not read anew what the session has seen leaves it unknown', async () => {
  const { ask, aged, remember, answers, store } = given();
  await remember(consentGiven('newsletter'));
  answers((await store.read('c1')).state);
  aged(1_000);
  await remember(consentWithdrawn('newsletter'));
  expect(await ask('newsletter'), 'another session').toBe('nothing thrown');
  expect(await ask('newsletter', { consentEpoch: 2 })).toBe('state-unknown');
  expect(await ask('newsletter', { consentEpoch: 1 })).toBe('nothing thrown');
});

test('two tenants restrict two people, also while the store fails', async () => {
  const { fails, store } = given();
  await store.append('c1', restriction(), 'acme');
  const views = createSubjectViews(store, 20);
  const catalogue = compileCatalogue({ policy: POLICY, models: [] });
  const restrictedBy = async (tenant?: string) =>
    (await views.of(catalogue, 'c1', { tenant }, NOW)).view.state;
  expect(await restrictedBy('acme')).toMatchObject({ restrictions: [{}] });
  expect(await restrictedBy()).toMatchObject({ restrictions: [] });
  fails();
  expect(await restrictedBy('acme')).toEqual({ unknown: true, lastKnownRestricted: true });
  for (const tenant of [undefined, '', 'zeta', 'acm'])
    expect(await restrictedBy(tenant)).toEqual({ unknown: true, lastKnownRestricted: false });
});

test('every decision about a subject says by how much its knowledge may have lain behind', async () => {
  const { ask, aged, shop, fails } = given();
  await ask('order');
  aged(1_234.5);
  await ask('order');
  await ask('newsletter');
  aged(5_001);
  await ask('order');
  await shop.begin(shop.privacy.processing('order', NEW), {});
  fails();
  await ask('order');
  await ask('order', { subject: undefined });
  const ages = (await shop.records()).map(({ outcome, consentAgeMs }) => [outcome, consentAgeMs]);
  expect(ages).toEqual([
    ['allow', 0],
    ['allow', 1_235],
    ['deny', 1_235],
    ['allow', undefined],
    ['allow', 0],
    ['allow', undefined],
    ['deny', undefined],
  ]);
});

test.each([
  ['forwards, while it was read', 40, 140],
  ['backwards', -60_000, 100],
])('a clock that jumps %s leaves no age below what is known', async (_how, jump, expected) => {
  let now = NOW;
  const memory = memorySubjectStore();
  const store: SubjectStore = {
    ...memory,
    read: async () => {
      now += jump;
      return { state: undefined, ageMs: 100 };
    },
  };
  const shop = givenShop({ store, clock: () => now });
  await shop.begin(shop.privacy.processing('order'), { subject: 'c1' });
  expect((await shop.records()).map(({ consentAgeMs }) => consentAgeMs)).toEqual([expected]);
});

const NEW = { subject: 'new', operation: 'dpv:Collect' } as const;

/** A shop on a store whose readings are as old as the test says. */
function given(when: 'at once' | 'later' = 'at once') {
  const memory = memorySubjectStore();
  const asked: (ReadNeeds | undefined)[] = [];
  let age = 0;
  let instead: { readonly state: SubjectReading['state'] } | undefined;
  let failing = false;
  const answer = (subject: string, needs: ReadNeeds | undefined): SubjectReading => {
    if (failing) throw new Error('down');
    const known = memory.read(subject, { tenant: needs?.tenant });
    if (known instanceof Promise) throw new Error('the memory answers at once');
    return { ...known, ...instead, ageMs: age };
  };
  const later = <T>(value: T) => (when === 'later' ? Promise.resolve(value) : value);
  const store: SubjectStore = {
    ...memory,
    read: (subject, needs) => {
      asked.push(needs);
      return later(answer(subject, needs));
    },
    readMany: (subjects, needs) => {
      asked.push(needs);
      return later(subjects.map((subject) => answer(subject, needs)));
    },
  };
  const shop = givenShop({ store });
  return {
    shop,
    store,
    asked,
    aged: (ms: number) => {
      age = ms;
    },
    answers: (state: SubjectReading['state']) => {
      instead = { state };
    },
    fails: () => {
      failing = true;
    },
    remember: (event: ReturnType<typeof consentGiven>) => memory.append('c1', event),
    ask: (purpose: Purpose, facts: UnitFacts = {}, options: { recipient?: string } = {}) =>
      codeOf(() =>
        shop.begin(shop.privacy.processing(purpose, options), { subject: 'c1', ...facts }),
      ),
  };
}
