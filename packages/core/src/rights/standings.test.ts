import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import { createRights } from './rights.ts';

const ADA = 'ada';
const EVIDENCE = { noticeVersion: '2', language: 'fr', indication: 'checkbox#it' };

test('every purpose is listed with its status; a basis other than consent is never told as consent', async () => {
  const { rights } = givenRights();
  const { noticeVersion, purposes } = await rights.list(ADA);
  expect(noticeVersion).toBe('2');
  expect(purposes.map((it) => [it.purpose, it.legalBasis, it.status, it.objectable])).toEqual([
    ['order', 'eu-gdpr:A6-1-b', null, false],
    ['accounting', 'eu-gdpr:A6-1-c', 'dpv:LegalObligationOngoing', false],
    ['emergency', 'eu-gdpr:A6-1-d', 'dpv:VitalInterestOngoing', false],
    ['registry', 'eu-gdpr:A6-1-e', 'dpv:PublicInterestOngoing', true],
    ['security', 'eu-gdpr:A6-1-f', 'dpv:LegitimateInterestNotObjected', true],
    ['newsletter', 'eu-gdpr:A6-1-a', 'dpv:ConsentUnknown', false],
    ['offers', 'eu-gdpr:A6-1-f', 'dpv:LegitimateInterestNotObjected', true],
    ['unclear', null, null, true],
  ]);
  const asked = purposes
    .filter(({ consent }) => consent !== undefined)
    .map(({ purpose }) => purpose);
  expect(asked).toEqual(['newsletter', 'offers']);
});

test('objections are told with the purposes that they are against', async () => {
  const { rights } = givenRights();
  await rights.object(ADA, { purpose: 'registry' });
  await rights.object(ADA, { purpose: 'security' });
  await rights.decideObjection(ADA, {
    purpose: 'security',
    outcome: 'overridden',
    justification: 'fraud',
    approver: 'the board',
  });
  const { purposes } = await rights.list(ADA);
  const told = purposes.filter(({ objections }) => objections.length > 0);
  expect(told.map((it) => [it.purpose, it.status, it.objections[0]?.status])).toEqual([
    ['registry', 'dpv:PublicInterestObjected', 'pending'],
    ['security', 'dpv:LegitimateInterestNotObjected', 'overridden'],
  ]);
});

test('a consent that has expired says so, and that it must be asked again', async () => {
  const { rights, at } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  at('2027-12-22T08:59:59Z');
  expect(await newsletter(rights)).toMatchObject({
    status: 'dpv:ConsentGiven',
    renewalRequired: false,
  });
  at('2027-12-22T09:00:00Z');
  expect(await newsletter(rights)).toMatchObject({
    status: 'dpv:ConsentExpired',
    renewalRequired: true,
  });
});

test('a consent to a notice that has materially changed since is told as superseded', async () => {
  const { rights, reask } = givenRights();
  await rights.give(ADA, 'newsletter', { ...EVIDENCE, noticeVersion: '1' });
  reask();
  expect(await newsletter(rights)).toMatchObject({
    status: 'dpv:ConsentInvalidated',
    renewalRequired: true,
  });
});

async function newsletter(rights: ReturnType<typeof createRights>) {
  const { purposes } = await rights.list(ADA);
  return purposes.find(({ purpose }) => purpose === 'newsletter')?.consent;
}

function givenRights() {
  let now = Date.parse('2026-11-22T09:00:00Z');
  let catalogue = givenCatalogue({ duration: 'P13M' });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store: memorySubjectStore(),
    sources: [],
    clock: () => now,
    newId: () => `id-${++ids}`,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: () => undefined,
    deadline: 20,
    sourceDeadline: 20,
  });
  return {
    rights,
    at: (instant: string) => (now = Date.parse(instant)),
    reask: () => (catalogue = givenCatalogue({ duration: 'P13M', reaskFrom: '2' })),
  };
}

function givenCatalogue(consent: { readonly duration: string; readonly reaskFrom?: string }) {
  const policy = definePolicy({
    version: '2',
    effectiveFrom: '2026-01-01',
    purposes: {
      order: { legalBasis: 'contract' },
      accounting: { legalBasis: 'legal_obligation' },
      emergency: { legalBasis: 'vital_interests' },
      registry: { legalBasis: 'public_task' },
      security: { legalBasis: 'legitimate_interests' },
      newsletter: { legalBasis: 'consent', consent },
      // Marketing by e-mail takes consent by the law of the channel, whatever the basis.
      offers: { is: 'dpv:DirectMarketing', legalBasis: 'legitimate_interests', channel: 'email' },
      unclear: {},
    },
  });
  return compileCatalogue({ policy, models: [] });
}
