import { expect, test } from 'vitest';
import { findingsOf } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { oksigenMended } from './policies/oksigen/mended.ts';
import { oksigen } from './policies/oksigen/policy.ts';
import { givenApplication } from './world/application.ts';
import { withExpiry } from './world/expiring.ts';
import {
  expectConsentGate,
  expectContractGate,
  expectObjectionGate,
  giveConsent,
  use,
} from './world/gates.ts';

const SUBJECT = 'subject-1';

test('S4-17 professionals are written to about their work until they object', async () => {
  await using site = await givenApplication(oksigenMended);
  await expectObjectionGate(site, 'advertising', ['marketStudies', 'sale']);
  const refused = await use(site, 'advertising');
  expect(String(refused.json.type)).toMatch(/\/processing-objected$/);
});

test('S4-17 the same e-mail to consumers would wait for consent', async () => {
  const { advertising, ...others } = oksigenMended.purposes;
  const toConsumers: PolicyInput = {
    ...oksigenMended,
    purposes: { ...others, advertising: { ...advertising, audience: 'consumer' } },
  };
  await using site = await givenApplication(toConsumers);
  expect((await use(site, 'advertising')).status).toBe(403);
});

test('S4-18 market studies (purpose 2) go on until the data subject objects', async () => {
  await using site = await givenApplication(oksigenMended);
  await expectObjectionGate(site, 'marketStudies', ['customerRelations']);
});

test('S4-19 a quote (purpose 3) is a step before a contract', async () => {
  await using site = await givenApplication(oksigenMended);
  await expectContractGate(site, 'quote', 'eu-gdpr:A6-1-b-enter-into-contract');
});

test('S4-20 relations with clients and prospects (purpose 4) go on until the data subject objects', async () => {
  await using site = await givenApplication(oksigenMended);
  await expectObjectionGate(site, 'customerRelations', ['sale', 'marketStudies']);
});

test('S4-21 a sale (purpose 5) performs a contract', async () => {
  await using site = await givenApplication(oksigenMended);
  await expectContractGate(site, 'sale', 'eu-gdpr:A6-1-b-contract-performance');
});

test('S4-22 the site may be browsed (purpose 6) until the data subject objects; its cookies need consent all the same', async () => {
  await using site = await givenApplication(oksigenMended);
  await expectObjectionGate(site, 'browsing', ['quote']);
  expect(findingsOf(oksigen, 'cookie-consent-required')).not.toEqual([]);
});

test('S4-23 after-sales service (purpose 7) performs a contract', async () => {
  await using site = await givenApplication(oksigenMended);
  await expectContractGate(site, 'afterSales', 'eu-gdpr:A6-1-b');
});

test('S4-24 statistics that personalise (purpose 8) wait for consent: unknown, refused, withdrawn and expired are none', async () => {
  await using site = await givenApplication(withExpiry(oksigenMended, 'personalisedStatistics'));
  await expectConsentGate(site, 'personalisedStatistics');
  await giveConsent(site, 'personalisedStatistics', { status: 'refused' }, 'subject-2');
  const refused = await use(site, 'personalisedStatistics', 'subject-2');
  expect([refused.status, refused.json.consentStatus]).toEqual([403, 'dpv:ConsentRefused']);
});

test('S4-24 a consent that is renewed before it expires goes on', async () => {
  await using site = await givenApplication(withExpiry(oksigenMended, 'personalisedStatistics'));
  await giveConsent(site, 'personalisedStatistics');
  site.now = Date.parse('2027-11-22T09:00:00Z');
  await giveConsent(site, 'personalisedStatistics');
  site.now = Date.parse('2028-11-22T09:00:00Z');
  expect((await use(site, 'personalisedStatistics')).status).toBe(204);
});

test('S4-28 consent to purpose 8 comes before its first processing, and no box is ticked beforehand', async () => {
  await using site = await givenApplication(oksigenMended);
  expect((await use(site, 'personalisedStatistics')).status).toBe(403);
  const address = '/privacy/consents/personalisedStatistics';
  const nothingChosen = await site.ask('PUT', address, { subject: SUBJECT, body: {} });
  const evidence = { noticeVersion: site.privacy.catalogue.version, language: 'fr' };
  const ticked = { ...evidence, indication: 'pre-ticked checkbox#statistics' };
  const preticked = await site.ask('PUT', address, { subject: SUBJECT, body: ticked });
  expect([nothingChosen.status, preticked.status]).toEqual([422, 422]);
  expect((await use(site, 'personalisedStatistics')).status).toBe(403);
  await giveConsent(site, 'personalisedStatistics');
  site.now += 1_000;
  expect((await use(site, 'personalisedStatistics')).status).toBe(204);
  const records = await site.records();
  const given = records.find(({ kind }) => kind === 'consent-changed');
  const processed = records.filter(
    ({ kind, outcome }) => kind === 'decision' && outcome === 'allow',
  );
  expect(processed).toHaveLength(1);
  expect(Date.parse(String(given?.at))).toBeLessThanOrEqual(Date.parse(String(processed[0]?.at)));
});

test('S4-29 a withdrawal stops purpose 8 at once and leaves what was lawful before as it was', async () => {
  await using site = await givenApplication(oksigenMended);
  await giveConsent(site, 'personalisedStatistics');
  await use(site, 'personalisedStatistics');
  const before = JSON.stringify(await site.records());
  await site.ask('DELETE', '/privacy/consents/personalisedStatistics', { subject: SUBJECT });
  expect((await use(site, 'personalisedStatistics')).status).toBe(403);
  const records = await site.records();
  expect(JSON.stringify(records.slice(0, JSON.parse(before).length))).toBe(before);
  expect(records.at(-1)).toMatchObject({ outcome: 'deny', reason: 'consent_withdrawn' });
});

test('S4-32 whoever refuses purpose 8 keeps quotes, sales and after-sales service', async () => {
  await using site = await givenApplication(oksigenMended);
  await giveConsent(site, 'personalisedStatistics', { status: 'refused' });
  expect((await use(site, 'personalisedStatistics')).status).toBe(403);
  for (const purpose of ['quote', 'sale', 'afterSales', 'customerRelations']) {
    expect((await use(site, purpose)).status, purpose).toBe(204);
  }
});

test('S4-81 surveys and invitations are objected to one by one', async () => {
  for (const [objected, other] of [
    ['satisfactionSurveys', 'eventInvitations'],
    ['eventInvitations', 'satisfactionSurveys'],
  ] as const) {
    await using site = await givenApplication(oksigenMended);
    await expectObjectionGate(site, objected, [other]);
  }
});
