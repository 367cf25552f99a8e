import { expect, test } from 'vitest';
import {
  Customer,
  codeOf,
  errorOf,
  givenShop,
  NewOrder,
  NOW,
  objectionTo,
  POLICY,
  type Purpose,
  restriction,
} from '../../fixtures/enforce-shop.ts';
import type { SubjectEvent } from '../decide/event.ts';
import { definePolicy } from '../declare/define-policy.ts';
import type { PolicyInput } from '../declare/policy-input.ts';
import { memoryLedger } from '../memory/ledger.ts';
import type { Ledger } from '../ports.ts';
import { consentGiven, consentWithdrawn } from '../testing/index.ts';
import type { Mode } from './gate.ts';

test.each<{ purpose: Purpose; events: SubjectEvent[]; expected: string }>([
  { purpose: 'order', events: [], expected: 'admitted' },
  { purpose: 'newsletter', events: [], expected: 'consent-required' },
  { purpose: 'newsletter', events: [consentGiven('newsletter')], expected: 'admitted' },
  {
    purpose: 'newsletter',
    events: [consentGiven('newsletter'), consentWithdrawn('newsletter')],
    expected: 'consent-required',
  },
  { purpose: 'statistics', events: [], expected: 'admitted' },
  {
    purpose: 'statistics',
    events: [objectionTo('statistics')],
    expected: 'processing-objected',
  },
  { purpose: 'order', events: [restriction()], expected: 'processing-restricted' },
  {
    purpose: 'order',
    events: [restriction(['Customer.phone'])],
    expected: 'processing-restricted',
  },
  { purpose: 'order', events: [restriction(['Customer.birthDate'])], expected: 'admitted' },
])('$purpose after $events.length events: $expected', async ({ purpose, events, expected }) => {
  const shop = givenShop();
  for (const event of events) await shop.store.append('c1', event);
  const processing = shop.privacy.processing(purpose, { returns: Customer });
  const code = await codeOf(() => shop.begin(processing, { subject: 'c1' }));
  expect(code).toBe(expected === 'admitted' ? 'nothing thrown' : expected);
  const [record] = await shop.records();
  expect(record).toMatchObject({
    kind: 'decision',
    purpose,
    outcome: expected === 'admitted' ? 'allow' : 'deny',
  });
});

test('a withdrawal counts on the very next request', async () => {
  const { begin, privacy, store } = givenShop();
  const processing = privacy.processing('newsletter');
  await store.append('c1', consentGiven('newsletter'));
  expect(await codeOf(() => begin(processing, { subject: 'c1' }))).toBe('nothing thrown');
  await store.append('c1', consentWithdrawn('newsletter'));
  expect(await codeOf(() => begin(processing, { subject: 'c1' }))).toBe('consent-required');
});

test('without a subject nothing is permitted, and that is recorded', async () => {
  const { begin, privacy, records } = givenShop();
  expect(await codeOf(() => begin(privacy.processing('order'), {}))).toBe('actor-unknown');
  expect(
    await codeOf(() => begin(privacy.processing('order'), { actor: { type: 'system' } })),
  ).toBe('actor-unknown');
  expect((await records()).map((it) => it.reason)).toEqual(['actor_unknown', 'actor_unknown']);
});

test('staff may pursue the purposes of their role', async () => {
  const { begin, privacy } = givenShop();
  const clerk = { subject: 'c1', actor: { type: 'staff', role: 'clerk', id: 's1' } } as const;
  expect(await codeOf(() => begin(privacy.processing('order'), clerk))).toBe('nothing thrown');
  expect(await codeOf(() => begin(privacy.processing('statistics'), clerk))).toBe(
    'role-not-granted',
  );
});

test('a refusal wins over a complaint about the input: a stranger learns nothing of our models', async () => {
  const { begin, privacy } = givenShop();
  const processing = privacy.processing('newsletter', { body: NewOrder });
  expect(await codeOf(() => begin(processing, { subject: 'c1' }, { body: {} }))).toBe(
    'consent-required',
  );
  expect(await codeOf(() => begin(processing, {}, { body: 'nonsense' }))).toBe('actor-unknown');
});

test('somebody new has consented to nothing, and may be recorded once', async () => {
  const { begin, privacy } = givenShop();
  const open = (purpose: Purpose) =>
    privacy.processing(purpose, { subject: 'new', body: NewOrder });
  const incoming = { body: { email: 'anna@example.org' } };
  expect(await codeOf(() => begin(open('order'), {}, incoming))).toBe('nothing thrown');
  expect(await codeOf(() => begin(open('newsletter'), {}, incoming))).toBe('consent-required');
});

test('a purpose that the policy does not declare does not start', () => {
  // What does not compile is tried all the same: callers may be JavaScript.
  const misspelt = 'ordr' as Purpose;
  expect(() => givenShop().privacy.processing(misspelt)).toThrow(
    'The policy declares no such purpose: ordr',
  );
  expect(() => givenShop().privacy.processing('__proto__' as Purpose)).toThrow('no such purpose');
});

test('versions of the policy apply by the clock, to the millisecond', async () => {
  const start = Date.parse('2027-01-01T00:00:00Z');
  const next: PolicyInput = {
    ...POLICY,
    version: '2',
    effectiveFrom: '2027-01-01',
    purposes: { ...POLICY.purposes, survey: { legalBasis: 'contract' } },
  };
  const v2 = definePolicy(next);
  let now = start - 1;
  const shop = givenShop({ policy: POLICY, versions: [v2], clock: () => now });
  const survey = shop.privacy.processing('survey' as Purpose);
  const order = shop.privacy.processing('order');
  expect(await codeOf(() => shop.begin(survey, { subject: 'c1' }))).toBe('purpose-incompatible');
  await shop.begin(order, { subject: 'c1' });
  now = start;
  expect(await codeOf(() => shop.begin(survey, { subject: 'c1' }))).toBe('nothing thrown');
  await shop.begin(order, { subject: 'c1' });
  expect((await shop.records()).map((it) => it.policyVersion)).toEqual(['1', '1', '2', '2']);
  now = Date.parse('2025-12-31T23:59:59.999Z');
  expect(await codeOf(() => shop.begin(order, { subject: 'c1' }))).toBe('policy-not-in-force');
});

test('a consent expires between two requests, and while a store takes its time', async () => {
  let now = NOW;
  const { begin, privacy, store } = givenShop({ clock: () => now });
  await store.append('c1', {
    ...consentGiven('newsletter'),
    expiresAt: new Date(NOW + 1_000).toISOString(),
  } as SubjectEvent);
  const processing = privacy.processing('newsletter');
  expect(await codeOf(() => begin(processing, { subject: 'c1' }))).toBe('nothing thrown');
  now = NOW + 1_000;
  expect(await codeOf(() => begin(processing, { subject: 'c1' }))).toBe('consent-required');
  now = NOW;
  const state = await store.read('c1');
  const slow = givenShop({
    clock: () => now,
    store: {
      ...store,
      read: async () => {
        now = NOW + 1_000;
        return state;
      },
    },
  });
  expect(
    await codeOf(() => slow.begin(slow.privacy.processing('newsletter'), { subject: 'c1' })),
  ).toBe('consent-required');
});

test.each<[string, Pick<Ledger, 'append'>]>([
  [
    'throws',
    {
      append: () => {
        throw new Error('full');
      },
    },
  ],
  ['rejects', { append: () => Promise.reject(new Error('full')) }],
  ['hangs', { append: () => new Promise<number>(() => undefined) }],
])('a ledger that %s admits nothing: no evidence, no processing', async (_how, failing) => {
  const { begin, privacy } = givenShop({ ledger: { ...memoryLedger(), ...failing }, deadline: 20 });
  for (const subject of ['c1', undefined]) {
    expect(await codeOf(() => begin(privacy.processing('order'), { subject }))).toBe(
      'audit-unavailable',
    );
  }
  let ran = false;
  expect(
    await codeOf(() =>
      privacy.run({ subject: 'c1', purpose: 'order' }, () => {
        ran = true;
      }),
    ),
  ).toBe('audit-unavailable');
  expect(ran).toBe(false);
});

test('a ledger that fails after admission withholds the answer', async () => {
  const ledger = memoryLedger();
  let full = false;
  const append: Ledger['append'] = (record) => {
    if (full) throw new Error('full');
    return ledger.append(record);
  };
  const { begin, privacy } = givenShop({ ledger: { ...ledger, append } });
  const running = await begin(privacy.processing('order', { returns: Customer }), {
    subject: 'c1',
  });
  full = true;
  expect(await codeOf(() => running.serve({ id: 'c1' }, 200))).toBe('audit-unavailable');
});

test('a slow ledger is waited for: the handler runs after its acceptance', async () => {
  const ledger = memoryLedger();
  const order: string[] = [];
  const append: Ledger['append'] = async (record) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('accepted');
    return ledger.append(record);
  };
  const { privacy } = givenShop({ ledger: { ...ledger, append }, deadline: 1_000 });
  await privacy.run({ subject: 'c1', purpose: 'order' }, () => void order.push('ran'));
  expect(order).toEqual(['accepted', 'ran']);
});

test('an observed purpose lets through what it would refuse, and every such denial is recorded as observed', async () => {
  const { begin, privacy, records } = observing({ newsletter: 'observe' });
  const processing = privacy.processing('newsletter', { returns: Customer });
  for (const facts of [
    { subject: 'c1' },
    {},
    { subject: 'c1', actor: { type: 'staff', role: 'nobody' } as const },
  ]) {
    expect(await codeOf(() => begin(processing, facts))).toBe('nothing thrown');
  }
  const seen = await records();
  expect(seen.map(({ outcome, observed, reason }) => [outcome, observed, reason])).toEqual([
    ['deny', true, 'consent_missing'],
    ['deny', true, 'actor_unknown'],
    ['deny', true, 'role_not_granted'],
  ]);
  const running = await begin(processing, { subject: 'c1' });
  expect(
    await running.serve({ id: 'c1', email: 'a@b', phone: '1' }, 200),
    'still minimised',
  ).toEqual({ id: 'c1', email: 'a@b', tier: undefined, address: undefined });
});

test('observing one purpose enforces the others, and a permit is not marked', async () => {
  const { begin, privacy, records, store } = observing({ newsletter: 'observe' });
  expect(await codeOf(() => begin(privacy.processing('order'), {}))).toBe('actor-unknown');
  await store.append('c1', consentGiven('newsletter'));
  await begin(privacy.processing('newsletter'), { subject: 'c1' });
  expect((await records()).map((it) => it.observed)).toEqual([undefined, undefined]);
});

test('refusals carry the decision, and never a value', async () => {
  const { begin, privacy } = givenShop();
  const error = await errorOf(() =>
    begin(privacy.processing('newsletter'), { subject: 'cust-anna' }),
  );
  expect(error?.details.decision).toMatchObject({
    outcome: 'deny',
    reason: 'consent_missing',
    purpose: 'newsletter',
  });
  expect(JSON.stringify([error?.message, error?.details])).not.toContain('anna');
});

function observing(modes: Readonly<Partial<Record<Purpose, Mode>>>) {
  return givenShop({ modes });
}
