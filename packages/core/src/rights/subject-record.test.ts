import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { runInside } from '../enforce/current.ts';
import { identify, openUnit } from '../enforce/unit.ts';
import { isPrivacyError, PrivacyError } from '../errors.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { SubjectStore } from '../ports.ts';
import { createRights } from './rights.ts';

const ADA = 'ada';
const EVIDENCE = { noticeVersion: '1', language: 'en', indication: 'checkbox#newsletter' };

test('what a store says in a coded error reaches whoever exercises the right', async () => {
  const append = () => {
    throw new PrivacyError('evidence-too-large');
  };
  const history = () => Promise.reject(new PrivacyError('state-diverged'));
  const { rights } = givenRights({ append, history });
  expect((await errorOf(rights.give(ADA, 'newsletter', EVIDENCE))).code).toBe('evidence-too-large');
  expect((await errorOf(rights.receipt(ADA, 'newsletter', { baseUrl: '/privacy' }))).code).toBe(
    'state-diverged',
  );
});

test('rights are told of what is true at the moment of asking, and of nothing older', async () => {
  const memory = memorySubjectStore();
  const asked: unknown[] = [];
  let ageMs = 0;
  const read: SubjectStore['read'] = async (subject, needs) => {
    asked.push(needs);
    return { ...(await memory.read(subject, needs)), ageMs };
  };
  const { rights } = givenRights({ ...memory, read });
  await rights.list(ADA);
  expect(asked).toEqual([{ tenant: undefined, maxStaleness: 0 }]);
  ageMs = 1;
  expect((await errorOf(rights.list(ADA))).code).toBe('state-unknown');
});

test.each([undefined, 'a text', { ageMs: 0 }, { state: undefined }])(
  'a store that answers %o for a reading leaves the state unknown',
  async (answer) => {
    const { rights } = givenRights({ read: () => answer as never });
    expect((await errorOf(rights.list(ADA))).code).toBe('state-unknown');
  },
);

test('a right is exercised towards the controller on whose instructions we act', async () => {
  const { rights, store } = givenRights();
  const unit = openUnit('u1', { tenant: 'acme' });
  await runInside(unit, () => rights.give(ADA, 'newsletter', EVIDENCE));
  expect((await store.read(ADA)).state).toBeUndefined();
  expect((await store.read(ADA, { tenant: 'acme' })).state?.version).toBe(1);
  const listed = await runInside(unit, () => rights.list(ADA));
  expect(listed.purposes.find((it) => it.purpose === 'newsletter')?.status).toBe(
    'dpv:ConsentGiven',
  );
  const elsewhere = await rights.list(ADA);
  expect(elsewhere.purposes.find((it) => it.purpose === 'newsletter')?.status).toBe(
    'dpv:ConsentUnknown',
  );
  await runInside(unit, () => rights.receipt(ADA, 'newsletter', { baseUrl: '/privacy' }));
  expect((await errorOf(rights.receipt(ADA, 'newsletter', { baseUrl: '/privacy' }))).code).toBe(
    'not-found',
  );
});

test('whoever exercises a right has seen it from then on, within the same unit of work too', async () => {
  const { rights } = givenRights();
  const unit = openUnit('u1', { subject: ADA, consentEpoch: 1 });
  await runInside(unit, () => rights.give(ADA, 'newsletter', EVIDENCE));
  expect(unit.consentEpoch).toBe(1);
  const { epoch } = await runInside(unit, () => rights.withdraw(ADA, 'newsletter'));
  expect([epoch, unit.consentEpoch]).toEqual([2, 2]);
  const other = openUnit('u2', { subject: 'bert' });
  await runInside(other, () => rights.withdraw(ADA, 'newsletter'));
  expect(other.consentEpoch, 'somebody else has not').toBeUndefined();
  identify(unit, { subject: ADA, consentEpoch: 1 });
  expect(unit.consentEpoch, 'never back').toBe(2);
});

async function errorOf(act: Promise<unknown>): Promise<PrivacyError> {
  const error: unknown = await act.then(
    () => new Error('it was let through'),
    (thrown: unknown) => thrown,
  );
  if (!isPrivacyError(error)) throw error;
  return error;
}

function givenRights(given: Partial<SubjectStore> = {}) {
  const store = { ...memorySubjectStore(), ...given };
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Shop', address: 'Lyon', contact: 'mailto:privacy@shop.example' },
    purposes: { newsletter: { legalBasis: 'consent' } },
  });
  const catalogue = compileCatalogue({ policy, models: [] });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store,
    sources: [],
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId: () => `id-${++ids}`,
    noticeHash: () => 'a hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: () => undefined,
    deadline: 20,
    sourceDeadline: 20,
  });
  return { rights, store };
}
