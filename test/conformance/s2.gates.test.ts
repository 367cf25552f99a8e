import type { ProcessingOptions } from '@lawful/core';
import { expect, test } from 'vitest';
import { findingsOf } from './boot.ts';
import { luximMended } from './mended/luxim.ts';
import { contractPurposes } from './policies/luxim/contract-purposes.ts';
import { luxim } from './policies/luxim/policy.ts';
import { type Application, givenApplication } from './world/application.ts';
import { becomeCustomer, expectChannelTable, send, sendingRoutes } from './world/channels.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';
import { mountAll } from './world/fields.ts';
import { expectObjectionGate, giveConsent, use } from './world/gates.ts';
import { noticeOf } from './world/notices.ts';

const SUBJECT = 'subject-1';

/** The fifteen parts of purpose 3 (l.21), in the order of the text. */
const INTERESTS = [
  'reviews',
  'surveys',
  'callRecording',
  'questionsAndComplaints',
  'statistics',
  'fraudPrevention',
  'recruitment',
  'prospecting',
  'eventInvitations',
  'newsletter',
  'smsOffers',
  'emailOffers',
  'referralOffers',
  'contests',
  'usageMonitoring',
] as const;

test('S2-02 using the site is no consent: whoever reports it as one is refused, and so is the clause', async () => {
  expect(findingsOf(luxim, 'implied-consent')).toMatchObject([{ at: ['l.4'] }]);
  await using site = await givenApplication(luximMended);
  const path = '/privacy/consents/audienceMeasurement';
  const said = { noticeVersion: '1', language: 'fr', indication: 'checkbox#audience' };
  for (const body of [
    { ...said, method: 'implied' },
    { ...said, indication: 'implied' },
    { ...said, implied: true },
    { ...said, indication: 'continued-browsing' },
  ]) {
    const refused = await site.ask('PUT', path, { subject: SUBJECT, body });
    expect(refused.status, JSON.stringify(body)).toBe(422);
    expect(String(refused.json.type)).toMatch(/\/consent-not-valid$/);
    expect(refused.json.reason).toBe('implied');
  }
  expect((await use(site, 'audienceMeasurement')).status).toBe(403);
  expect((await site.ask('PUT', path, { subject: SUBJECT, body: said })).status).toBe(200);
  expect((await use(site, 'audienceMeasurement')).status).toBe(204);
});

test('S2-03 who refuses everything that can be refused is served all the same, whatever the text says', async () => {
  expect(findingsOf(luxim, 'consent-conditionality')).toMatchObject([{ at: ['l.5'] }]);
  await using site = await givenApplication(luximMended);
  const said = { noticeVersion: '1', language: 'fr', indication: 'button#reject-all' };
  const purposes = [...site.privacy.catalogue.purposes.values()];
  for (const { id, legalBasis } of purposes) {
    if (legalBasis === 'eu-gdpr:A6-1-a') {
      const body = { ...said, status: 'refused' };
      const answer = await site.ask('PUT', `/privacy/consents/${id}`, { subject: SUBJECT, body });
      expect(answer.status, id).toBe(200);
    }
    if (legalBasis === 'eu-gdpr:A6-1-f') await site.privacy.object(SUBJECT, { purpose: id });
  }
  for (const { id, legalBasis } of purposes) {
    const essential = legalBasis === 'eu-gdpr:A6-1-b' || legalBasis === 'eu-gdpr:A6-1-c';
    expect((await use(site, id)).status, id).toBe(essential ? 204 : 403);
  }
  for (const id of Object.keys(contractPurposes)) expect(site.handled(id)).toBe(1);
});

test('S2-12 to what a contract needs nobody can object, and the answer says why; its data are portable', async () => {
  const { defineModel, personal, subjectId } = luximMended.declare();
  const Client = defineModel('Client', {
    dataSubject: 'dpv:Client',
    fields: {
      id: subjectId(),
      name: personal({ category: 'pd:Name', purpose: 'businessRelationship' }),
      paid: personal({ category: 'pd:Transaction', purpose: 'invoicing' }),
    },
  });
  const held = { id: SUBJECT, name: 'Ada', paid: '120 EUR' };
  await using site = await givenApplication(luximMended, {
    models: [Client],
    sources: [givenSource(Client, { [SUBJECT]: [held] })],
    routes: (app, _lawful, privacy) => {
      app.post('/objections/:purpose', async (request, response) => {
        await privacy.object(SUBJECT, { purpose: request.params.purpose });
        response.status(204).end();
      });
    },
  });
  for (const purpose of Object.keys(contractPurposes)) {
    const refused = await site.ask('POST', `/objections/${purpose}`, { subject: SUBJECT });
    expect(refused.status, purpose).toBe(409);
    expect(String(refused.json.type)).toMatch(/\/right-not-applicable$/);
    expect(refused.json).toMatchObject({
      right: 'eu-gdpr:A21',
      legalBasis: 'eu-gdpr:A6-1-b',
      justification: 'justifications:ContractPerformanceNecessity',
    });
    expect((await use(site, purpose)).status).toBe(204);
  }
  expect((await site.ask('POST', '/objections/surveys', { subject: SUBJECT })).status).toBe(204);
  const portable = valuesIn(await exportOf(site, SUBJECT, 'portability'));
  expect(portable).toMatchObject({ name: held.name, paid: held.paid });
});

test('S2-13 STOP ends offers by SMS, and reminders of a pending case still come', async () => {
  await using site = await givenApplication(luximMended, {
    routes: mountAll(sendingRoutes('smsOffers', ['sms']), sendingRoutes('caseReminders', ['sms'])),
  });
  const text = async (purpose: string) =>
    (await send(site, purpose, { channel: 'sms', similar: true }, SUBJECT)).status;
  await becomeCustomer(site, SUBJECT);
  expect(await text('smsOffers')).toBe(204);
  expect(await text('caseReminders')).toBe(204);
  await site.privacy.object(SUBJECT, { purpose: 'smsOffers' });
  expect(await text('smsOffers')).toBe(403);
  expect(await text('caseReminders')).toBe(204);
  expect(site.privacy.catalogue.purposes.get('caseReminders')?.marketing).toBe(false);
});

test('S2-15 the fifteen parts of purpose 3 are told apart, and an objection to recordings stops recordings alone', async () => {
  await using site = await givenApplication(luximMended);
  const { purposes } = await noticeOf(site);
  const parts = purposes.filter(({ id }) => INTERESTS.some((each) => each === id));
  expect(parts).toHaveLength(15);
  for (const part of parts) {
    expect(part).toMatchObject({
      legalBasis: { id: 'eu-gdpr:A6-1-f' },
      legitimateInterest: { text: expect.stringMatching(/\w/) },
      objectable: true,
    });
  }
  for (const purpose of INTERESTS) {
    // By e-mail and SMS the law of the channel asks for consent on top.
    if ((await use(site, purpose)).status === 403) await giveConsent(site, purpose);
    expect((await use(site, purpose)).status, purpose).toBe(204);
  }
  const others = INTERESTS.filter((each) => each !== 'callRecording');
  await expectObjectionGate(site, 'callRecording', others);
});

test('S2-16 offers by e-mail and SMS need the consent of people who are no customers, whatever basis is declared', async () => {
  const found = findingsOf(luxim, 'channel-law-overrides-basis');
  const places = ['newsletter', 'smsOffers', 'emailOffers'].map((id) => `purposes.${id}`);
  expect(found.map(({ place }) => place)).toEqual(expect.arrayContaining(places));
  await using site = await givenApplication(luximMended, {
    routes: mountAll(sendingRoutes('emailOffers', ['email']), sendingRoutes('smsOffers', ['sms'])),
  });
  expect(site.privacy.catalogue.purposes.get('emailOffers')?.legalBasis).toBe('eu-gdpr:A6-1-f');
  const refused = await send(site, 'emailOffers', { channel: 'email' }, 'prospect');
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/consent-required$/);
  await expectChannelTable(site, 'emailOffers', ['email']);
  await expectChannelTable(site, 'smsOffers', ['sms']);
});

test('S2-17 applications and the pool of talents are two purposes: withdrawing ends the pool alone', async () => {
  const found = findingsOf(luxim, 'retention-on-another-basis');
  expect(found).toMatchObject([{ at: ['l.21', 'l.22', 'l.35'] }]);
  await using site = await givenApplication(luximMended);
  expect((await use(site, 'recruitment')).status).toBe(204);
  expect((await use(site, 'talentPool')).status).toBe(403);
  await giveConsent(site, 'talentPool');
  expect((await use(site, 'talentPool')).status).toBe(204);
  await site.ask('DELETE', '/privacy/consents/talentPool', { subject: SUBJECT });
  expect((await use(site, 'talentPool')).status).toBe(403);
  expect((await use(site, 'recruitment')).status).toBe(204);
});

/** The operations that l.24 lists, in its order, as the vocabulary names them. */
const OPERATIONS = [
  'dpv:Collect',
  'dpv:Record',
  'dpv:Organise',
  'dpv:Structure',
  'dpv:Store',
  'dpv:Adapt',
  'dpv:Retrieve',
  'dpv:Consult',
  'dpv:Use',
  'dpv:Disclose',
  'dpv:Disseminate',
  'dpv:Align',
  'dpv:Combine',
  'dpv:Restrict',
  'dpv:Erase',
  'dpv:Destruct',
] as const satisfies readonly ProcessingOptions['operation'][];

test('S2-18 the audit trail names the operation, of a closed list in which every one of the text is', async () => {
  await using site = await givenApplication(luximMended, {
    routes: (app, lawful) => {
      for (const [place, operation] of OPERATIONS.entries()) {
        const gate = lawful.processing('support', { operation, returns: 'nothing' });
        app.post(`/support/${place}`, gate, (_, response) => void response.status(204).end());
      }
    },
  });
  for (const place of OPERATIONS.keys()) {
    expect((await site.ask('POST', `/support/${place}`, { subject: SUBJECT })).status).toBe(204);
  }
  const decisions = (await site.records()).filter(({ kind }) => kind === 'decision');
  expect(decisions.map(({ operation }) => operation)).toEqual(OPERATIONS);
  // @ts-expect-error -- the list is closed: another word does not compile, which the type check of this file proves.
  const unknown: ProcessingOptions = { operation: 'dpv:Juggle' };
  expect(OPERATIONS).not.toContain(unknown.operation);
});

test('S2-30 a call is recorded unless the caller has objected', async () => {
  await using site = await givenApplication(luximMended);
  const heard: string[] = [];
  const recorder = { start: (answer: 'allow' | 'deny') => heard.push(answer) };
  const pickUp = async (subject: string) => {
    const mayRecord = await asked(site, subject);
    recorder.start(mayRecord);
  };
  await pickUp(SUBJECT);
  await site.privacy.object(SUBJECT, { purpose: 'callRecording' });
  await pickUp(SUBJECT);
  await pickUp('somebody-else');
  expect(heard).toEqual(['allow', 'deny', 'allow']);
  expect((await use(site, 'support')).status, 'the call itself is answered').toBe(204);
});

test('S2-35 from the moment of an objection on, processing is restricted until it is decided', async () => {
  await using site = await givenApplication(luximMended);
  expect((await use(site, 'surveys')).status).toBe(204);
  const filed = await site.privacy.object(SUBJECT, { purpose: 'surveys' });
  expect(filed).toMatchObject({ kind: 'objection', status: 'pending' });
  const refused = await use(site, 'surveys');
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/restricted-pending-objection$/);
  expect(site.handled('surveys')).toBe(1);
  expect((await site.records()).at(-1)).toMatchObject({
    outcome: 'deny',
    reason: 'objection_pending',
  });
  await site.privacy.rights.decideObjection(SUBJECT, { purpose: 'surveys', outcome: 'upheld' });
  const upheld = await use(site, 'surveys');
  expect(String(upheld.json.type)).toMatch(/\/processing-objected$/);
});

/** What a telephone system hears when it asks whether it may record. */
async function asked({ privacy }: Application, subject: string): Promise<'allow' | 'deny'> {
  const job = { operation: 'dpv:Record' } as const;
  return privacy
    .run({ subject, purpose: 'callRecording', job }, () => 'allow' as const)
    .catch((error: { readonly code?: string }) => {
      expect(error.code).toBe('restricted-pending-objection');
      return 'deny' as const;
    });
}
