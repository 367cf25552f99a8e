import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { isPrivacyError, type PrivacyError } from '../errors.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { RightsFacts } from './facts.ts';
import { createRights } from './rights.ts';

const ADA = 'ada';
const NOON = '2026-11-22T12:00:00Z';

test('a restriction covers everything, or the fields that are named', async () => {
  const { rights } = givenRights();
  const whole = await rights.restrict(ADA, { ground: 'unlawful-processing' });
  expect(whole.map(({ ground, fields }) => [ground, fields])).toEqual([
    ['unlawful-processing', undefined],
  ]);
  const fields = ['Customer.email'];
  const both = await rights.restrict(ADA, { ground: 'accuracy-contested', fields });
  expect(both.at(-1)?.fields).toEqual(fields);
});

test.each([
  ['a ground that the law does not know', { ground: 'because' as never }, ['#/ground']],
  ['no fields', { ground: 'accuracy-contested', fields: [] }, ['#/fields']],
  [
    'a field that nobody declares',
    { ground: 'accuracy-contested', fields: ['Customer.email', 'Customer.mail'] },
    ['#/fields/1'],
  ],
] as const)('%s is refused: what cannot be enforced is not promised', async (_what, input, at) => {
  const { rights, store } = givenRights();
  const error = await errorOf(rights.restrict(ADA, input));
  expect(error.code).toBe('request-invalid');
  expect(error.details.errors?.map(({ pointer }) => pointer)).toEqual(at);
  expect(await store.history(ADA)).toEqual([]);
});

test.each([
  ['never', ''],
  ['at no date', 'yesterday'],
  ['in the future', '2026-11-22T12:00:01Z'],
  ['before the restriction began', '2026-11-22T08:59:59Z'],
])('a restriction is not lifted where the data subject was told %s', async (_when, informedAt) => {
  const { rights, at } = givenRights();
  await rights.restrict(ADA, { ground: 'accuracy-contested' });
  at(NOON);
  const error = await errorOf(rights.unrestrict(ADA, { ground: 'accuracy-contested', informedAt }));
  expect(error.details.errors?.map(({ pointer }) => pointer)).toEqual(['#/informedAt']);
});

test('it is lifted once the data subject was told', async () => {
  const { rights, at, facts } = givenRights();
  await rights.restrict(ADA, { ground: 'accuracy-contested' });
  at(NOON);
  const lift = { ground: 'accuracy-contested', informedAt: '2026-11-22T11:00:00Z' } as const;
  expect(await rights.unrestrict(ADA, lift)).toEqual([]);
  expect(facts.map((it) => (it.kind === 'restriction-changed' ? it.event : it.kind))).toEqual([
    'restriction.set',
    'restriction.lifted',
  ]);
  expect((await errorOf(rights.unrestrict(ADA, lift))).code).toBe('not-found');
});

async function errorOf(act: Promise<unknown>): Promise<PrivacyError> {
  const error: unknown = await act.then(
    () => new Error('it was let through'),
    (thrown: unknown) => thrown,
  );
  if (!isPrivacyError(error)) throw error;
  return error;
}

function givenRights() {
  const facts: RightsFacts[] = [];
  const store = memorySubjectStore();
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    purposes: { order: { legalBasis: 'contract' } },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const Customer = defineModel('Customer', {
    fields: { id: subjectId(), email: personal({ category: 'email', purpose: 'order' }) },
  });
  const catalogue = compileCatalogue({ policy, models: [Customer] });
  let now = Date.parse('2026-11-22T09:00:00Z');
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store,
    sources: [],
    clock: () => now,
    newId: () => `id-${++ids}`,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: (each) => void facts.push(each),
    deadline: 20,
    sourceDeadline: 20,
  });
  return { rights, store, facts, at: (instant: string) => (now = Date.parse(instant)) };
}
