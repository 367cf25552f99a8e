import { expect, test } from 'vitest';
import { bootErrors, findingsOf } from './boot.ts';
import {
  publisherOnSoftOptIn,
  publisherWithProfiles,
  unnamedPublisherMended,
} from './mended/unnamed-publisher.ts';
import { unnamedPublisher } from './policies/unnamed-publisher/policy.ts';
import { givenApplication } from './world/application.ts';
import { expectChannelTable, sendingRoutes } from './world/channels.ts';
import { decisionUnder } from './world/decisions.ts';
import { exportOf } from './world/exports.ts';
import { expectConsentGate, expectObjectionGate, giveConsent, use } from './world/gates.ts';

const SUBJECT = 'subject-1';
const CHANNELS = ['email', 'sms', 'phone', 'post'] as const;

test('S1-17 who objects to surveys gets no survey, and complaints are handled as before', async () => {
  await using site = await givenApplication(unnamedPublisherMended);
  await expectObjectionGate(site, 'satisfactionSurveys', ['complaints', 'afterSales', 'orders']);
  const objection = site.privacy.object(SUBJECT, { purpose: 'complaints' });
  await expect(objection).rejects.toMatchObject({ code: 'right-not-applicable' });
  expect((await use(site, 'complaints')).status).toBe(204);
  expect((await use(site, 'satisfactionSurveys')).status).toBe(403);
});

test('S1-21 who objects to being selected is absent from the segment', async () => {
  const { defineModel, personal, subjectId } = publisherWithProfiles.declare();
  const Prospect = defineModel('Prospect', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      name: personal({ category: 'pd:Name', purpose: 'prospectSelection' }),
    },
  });
  await using site = await givenApplication(publisherWithProfiles, {
    models: [Prospect],
    routes: (app, lawful) => {
      const gate = lawful.processing('prospectSelection', {
        operation: 'dpv:Profiling',
        subject: 'each',
        returns: [Prospect],
      });
      app.get('/segment', gate, (_, response) => {
        response.json(['ada', 'grace', 'joan'].map((id) => ({ id, name: id })));
      });
    },
  });
  const segment = async () => {
    const answer = await site.ask('GET', '/segment', { role: 'crm' });
    expect(answer.status, answer.text).toBe(200);
    return JSON.parse(answer.text).map(({ id }: { readonly id: string }) => id);
  };
  expect(await segment()).toEqual(['ada', 'grace', 'joan']);
  await site.privacy.object('grace', { purpose: 'prospectSelection' });
  expect(await segment()).toEqual(['ada', 'joan']);
});

test.each(['2026-11-22T09:00:00Z', '2026-08-10T09:00:00Z'])(
  'S1-22 solicitation obeys the law of each channel, for customers and prospects, on %s',
  async (now) => {
    await using site = await givenApplication(publisherOnSoftOptIn, {
      now,
      routes: sendingRoutes('solicitation', CHANNELS),
    });
    const cells = await expectChannelTable(site, 'solicitation', CHANNELS);
    expect(cells).toHaveLength(CHANNELS.length * 2 * 3 * 2);
    const phone = cells.find(({ channel, standing }) => channel === 'phone' && standing === 'none');
    // Opt-out until 10 August 2026, consent from the day after.
    expect(phone?.allowed).toBe(now < '2026-08-11');
  },
);

test('S1-29 data from everywhere are combined for no purpose: refused, and found in the text', async () => {
  expect(findingsOf(unnamedPublisher, 'undefined-combination')).toMatchObject([{ at: ['l.70'] }]);
  const combine = { operation: 'dpv:Combine', purpose: 'combination' } as const;
  expect(decisionUnder(unnamedPublisherMended, combine)).toMatchObject({
    outcome: 'deny',
    reason: 'purpose_unknown',
  });
  await using site = await givenApplication(unnamedPublisherMended, {
    routes: (app, lawful, privacy) => {
      const options = { operation: 'dpv:Combine', returns: 'nothing' } as const;
      expect(() => privacy.processing('combination', options)).toThrow(/declares no such purpose/);
      // Data of the linked account, brought together with orders under the name of another purpose.
      const gate = lawful.processing('orders', { ...options, collectedFor: 'socialAccountLink' });
      app.post('/combine', gate, (_, response) => void response.status(204).end());
    },
  });
  await giveConsent(site, 'socialAccountLink');
  const refused = await site.ask('POST', '/combine', { subject: SUBJECT });
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/purpose-incompatible$/);
  expect((await site.records()).at(-1)).toMatchObject({
    outcome: 'deny',
    reason: 'purpose_incompatible',
    operation: 'dpv:Combine',
  });
});

test('S1-38 a browser that signals Global Privacy Control has its data sold to nobody, whatever consent is older', async () => {
  await using site = await givenApplication(unnamedPublisherMended, {
    routes: (app, lawful) => {
      const gate = lawful.processing('dataSale', { operation: 'dpv:Use', returns: 'nothing' });
      app.get('/sale', gate, (_, response) => void response.status(204).end());
    },
  });
  const sale = async (headers: Readonly<Record<string, string>> = {}) =>
    (await site.ask('GET', '/sale', { subject: SUBJECT, headers })).status;
  expect(await sale()).toBe(403);
  await giveConsent(site, 'dataSale');
  expect(await sale()).toBe(204);
  expect(await sale({ 'sec-gpc': '1' })).toBe(403);
  expect((await site.records()).at(-1)).toMatchObject({
    outcome: 'deny',
    reason: 'gpc',
    purpose: 'dataSale',
    consentStatus: 'dpv:ConsentRefused',
  });
  expect(await sale({ 'sec-gpc': '0' })).toBe(204);
  const orders = await site.ask('POST', '/use/orders', {
    subject: SUBJECT,
    headers: { 'sec-gpc': '1' },
  });
  expect(orders.status, 'nothing else is refused').toBe(204);
});

test('S1-40 a consent to statistical cookies ends after 13 months', async () => {
  await using first = await givenApplication(unnamedPublisherMended);
  await expectConsentGate(first, 'cookieStatistics');
  const now = '2026-01-31T09:00:00Z';
  await using site = await givenApplication(unnamedPublisherMended, { now });
  await giveConsent(site, 'cookieStatistics');
  expect(await standing(site)).toMatchObject({ status: 'dpv:ConsentGiven' });
  // 13 calendar months: the last day of February, not days × 30.
  site.now = Date.parse('2027-02-28T09:00:00Z') - 1;
  expect((await use(site, 'cookieStatistics')).status).toBe(204);
  site.now += 1;
  expect((await use(site, 'cookieStatistics')).status).toBe(403);
  expect(await standing(site)).toMatchObject({ status: 'dpv:ConsentExpired' });
});

test('S1-42 an expired consent is to be renewed, and old and new are kept as one chain', async () => {
  await using site = await givenApplication(unnamedPublisherMended);
  await giveConsent(site, 'cookieStatistics');
  site.now = Date.parse('2027-12-23T00:00:00Z');
  const expired = await standing(site);
  expect(expired).toMatchObject({ status: 'dpv:ConsentExpired', renewalRequired: true });
  await giveConsent(site, 'cookieStatistics');
  expect(await standing(site)).toMatchObject({
    status: 'dpv:RenewedConsentGiven',
    renewalRequired: false,
  });
  expect((await use(site, 'cookieStatistics')).status).toBe(204);

  const exported = (await exportOf(site, SUBJECT)).standing?.consents ?? [];
  expect(exported.map(({ type }) => type)).toEqual(['consent.given', 'consent.given']);
  const [older, newer] = exported.map(({ id }) => id);
  const receipt = await site.ask('GET', '/privacy/consents/cookieStatistics/receipt', {
    subject: SUBJECT,
  });
  const { 'dpv:hasRecordOfActivity': record } = receipt.json;
  expect(Object(record)['dpv:hasConsentStatus']).toMatchObject([
    { 'dct:identifier': older, '@type': expect.arrayContaining(['dpv:ConsentGiven']) },
    {
      'dct:identifier': newer,
      '@type': expect.arrayContaining(['dpv:RenewedConsentGiven']),
      'x:renews': `urn:uuid:${older}`,
    },
  ]);
});

test('S1-45 refusing by browser settings is no refusal; ours is one call, as accepting is', async () => {
  expect(findingsOf(unnamedPublisher, 'browser-only-refusal')).toMatchObject([{ at: ['l.99'] }]);
  expect(bootErrors(unnamedPublisherMended)).toEqual([]);
  await using site = await givenApplication(unnamedPublisherMended);
  const path = '/privacy/consents/cookieStatistics';
  const said = { noticeVersion: '1', language: 'fr' };
  const accept = { ...said, indication: 'button#accept' };
  const reject = { ...said, indication: 'button#reject', status: 'refused' };
  const tell = (body: object) => site.ask('PUT', path, { subject: SUBJECT, body });
  expect(await tell(reject)).toMatchObject({ status: 200, json: { status: 'dpv:ConsentRefused' } });
  expect((await use(site, 'cookieStatistics')).status).toBe(403);
  expect(await tell(accept)).toMatchObject({ status: 200, json: { status: 'dpv:ConsentGiven' } });
  expect((await use(site, 'cookieStatistics')).status).toBe(204);
  expect((await tell(reject)).status).toBe(200);
  expect((await use(site, 'cookieStatistics')).status).toBe(403);
});

/** How consent to statistical cookies stands, as the subject is told. */
async function standing(site: Awaited<ReturnType<typeof givenApplication>>) {
  const { json } = await site.ask('GET', '/privacy/consents', { subject: SUBJECT });
  const purposes = Array.isArray(json.purposes) ? json.purposes : [];
  return purposes.find(({ purpose }) => purpose === 'cookieStatistics')?.consent;
}
