import { expect, test } from 'vitest';
import { orusbijouxByConsent, orusbijouxMended } from './mended/orusbijoux.ts';
import { givenApplication } from './world/application.ts';
import { expectChannelTable, sendingRoutes } from './world/channels.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';
import { collect, givenCollector } from './world/fields.ts';
import {
  expectConsentGate,
  expectContractGate,
  expectObjectionGate,
  giveConsent,
  use,
} from './world/gates.ts';
import { noticePurpose } from './world/notices.ts';

const SUBJECT = 'subject-1';
const INTERESTS = ['followUp', 'individualNeeds', 'siteImprovement', 'contactByEmail'] as const;

test('S0-13 data are collected only with consent, and the audit trail names the consent', async () => {
  const { defineModel, personal } = orusbijouxByConsent.declare();
  const Wish = defineModel('Wish', {
    dataSubject: 'dpv:Customer',
    fields: { email: personal({ category: 'email', purpose: 'individualNeeds' }) },
  });
  const wishes = givenCollector('individualNeeds', Wish);
  await using site = await givenApplication(orusbijouxByConsent, {
    models: [Wish],
    routes: wishes.mount,
  });
  const body = { email: 'ada@customers.example' };

  const refused = await collect(site, wishes, body);
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/consent-required$/);
  expect(wishes.stored).toEqual([]);

  await giveConsent(site, 'individualNeeds');
  expect((await collect(site, wishes, body)).status).toBe(201);
  expect(wishes.stored).toEqual([body]);
  const [consent] = (await site.privacy.store.history(SUBJECT)).filter(
    ({ type }) => type === 'consent.given',
  );
  const decision = (await site.records()).findLast(({ kind }) => kind === 'decision');
  expect(consent?.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(decision).toMatchObject({ outcome: 'allow', consentRecordId: consent?.id });
  await expectConsentGate(site, 'followUp');
});

test('S0-14 an objection to e-mail stops the very next one, and the invoice goes on', async () => {
  await using site = await givenApplication(orusbijouxMended);
  expect((await use(site, 'contactByEmail')).status).toBe(204);
  await site.privacy.object(SUBJECT, { purpose: 'contactByEmail' });
  expect((await use(site, 'contactByEmail')).status).toBe(403);
  expect(site.handled('contactByEmail')).toBe(1);
  expect((await use(site, 'invoicing')).status).toBe(204);
});

test('S0-18 orders and invoices run without consent, whatever the customer has objected to', async () => {
  await using site = await givenApplication(orusbijouxMended);
  for (const { id } of site.privacy.catalogue.purposes.values()) {
    await site.privacy.object(SUBJECT, { purpose: id }).catch(({ code }) => {
      expect(['right-not-applicable', 'purpose-not-instructed']).toContain(code);
    });
  }
  const { state } = await site.privacy.store.read(SUBJECT);
  const objected = state?.objections.map(({ purpose }) => purpose) ?? [];
  expect(objected).toEqual(expect.arrayContaining([...INTERESTS, 'softwareNews']));
  expect(state?.consents).toEqual([]);
  await expectContractGate(site, 'invoicing', 'eu-gdpr:A6-1-c');
  await expectContractGate(site, 'purchase', 'eu-gdpr:A6-1-b');
  for (const purpose of INTERESTS) expect((await use(site, purpose)).status).toBe(403);
});

test.each(INTERESTS)(
  'S0-19 the notice states the interest behind %s, and an objection to it leaves the others alone',
  async (purpose) => {
    await using site = await givenApplication(orusbijouxMended);
    for (const each of INTERESTS) {
      expect(await noticePurpose(site, each)).toMatchObject({
        legalBasis: { id: 'eu-gdpr:A6-1-f' },
        legitimateInterest: { text: expect.stringMatching(/\w/) },
        objectable: true,
      });
    }
    const others = INTERESTS.filter((each) => each !== purpose);
    await expectObjectionGate(site, purpose, [...others, 'purchase']);
  },
);

test('S0-20 software is bought with no consent at all, and what was given for it is portable', async () => {
  const { defineModel, personal, subjectId } = orusbijouxMended.declare();
  const Order = defineModel('Order', {
    dataSubject: 'dpv:Customer',
    fields: {
      customer: subjectId(),
      name: personal({ category: 'pd:Name', purpose: 'purchase' }),
      iban: personal({ category: 'pd:BankAccount', purpose: 'purchase' }),
    },
  });
  const held = { customer: SUBJECT, name: 'Ada', iban: 'FR7630001007941234567890185' };
  const orders = givenCollector('purchase', Order);
  await using site = await givenApplication(orusbijouxMended, {
    models: [Order],
    sources: [givenSource(Order, { [SUBJECT]: [held] })],
    routes: orders.mount,
  });
  const { customer: _own, ...body } = held;
  expect((await collect(site, orders, body)).status).toBe(201);
  await expectContractGate(site, 'purchase', 'eu-gdpr:A6-1-b');
  expect((await site.privacy.store.read(SUBJECT)).state?.consents ?? []).toEqual([]);
  expect(valuesIn(await exportOf(site, SUBJECT, 'portability'))).toMatchObject(body);
});

test('S0-21 news by e-mail: customers about similar products until they object, others with consent alone', async () => {
  await using site = await givenApplication(orusbijouxMended, {
    routes: sendingRoutes('softwareNews', ['email']),
  });
  const cells = await expectChannelTable(site, 'softwareNews', ['email']);
  const similar = cells.filter((cell) => cell.similar);
  expect(similar.map(({ customer, standing, allowed }) => [customer, standing, allowed])).toEqual([
    [true, 'none', true],
    [true, 'consent', true],
    [true, 'objection', false],
    [false, 'none', false],
    [false, 'consent', true],
    [false, 'objection', false],
  ]);
});

test('S0-35 withdrawing is one call as giving is, and the very next request is refused', async () => {
  await using site = await givenApplication(orusbijouxByConsent);
  const path = '/privacy/consents/individualNeeds';
  const body = { noticeVersion: '2018-05-25', language: 'fr', indication: 'checkbox#needs' };
  const given = await site.ask('PUT', path, { subject: SUBJECT, body });
  expect(given).toMatchObject({ status: 200, json: { status: 'dpv:ConsentGiven' } });
  expect((await use(site, 'individualNeeds')).status).toBe(204);
  // The same subject, the same authentication, one call.
  const withdrawn = await site.ask('DELETE', path, { subject: SUBJECT });
  expect(withdrawn).toMatchObject({ status: 200, json: { status: 'dpv:ConsentWithdrawn' } });
  const refused = await use(site, 'individualNeeds');
  expect(refused.status).toBe(403);
  expect(refused.json.consentStatus).toBe('dpv:ConsentWithdrawn');
});
