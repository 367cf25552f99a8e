import { memorySubjectStore } from '@lawful/core';
import { expect, test } from 'vitest';
import { definePolicy } from './core.ts';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { givenApplication } from './world/application.ts';
import { giveConsent, use } from './world/gates.ts';

const SUBJECT = 'subject-1';

test('S3-08 data are not used for a purpose that was not declared for them', async () => {
  const { contactContracts, ...others } = bsoftMended.purposes;
  const policy = {
    ...bsoftMended,
    purposes: {
      ...others,
      contactContracts: { ...contactContracts, compatibleWith: ['userCommunication'] },
      // A consent covers what was consented to: this is written down and gives nothing.
      newsletters: { ...others.newsletters, compatibleWith: ['userCommunication'] },
    },
  };
  await using site = await givenApplication(policy, {
    routes: (app, lawful) => {
      for (const collectedFor of ['contactContracts', 'serviceProvision', 'newsletters']) {
        const gate = lawful.processing('userCommunication', {
          operation: 'dpv:Use',
          returns: 'nothing',
          collectedFor,
        });
        app.post(`/reuse/${collectedFor}`, gate, (_request, response) => {
          response.status(204).end();
        });
      }
    },
  });
  const reuse = (collectedFor: string) =>
    site.ask('POST', `/reuse/${collectedFor}`, { subject: SUBJECT });
  expect((await reuse('contactContracts')).status).toBe(204);
  for (const incompatible of ['serviceProvision', 'newsletters']) {
    const answer = await reuse(incompatible);
    expect(answer.status).toBe(403);
    expect(String(answer.json.type)).toMatch(/\/purpose-incompatible$/);
  }
  expect((await site.records()).at(-1)).toMatchObject({ reason: 'purpose_incompatible' });
});

test('S3-08 a field is not served for a purpose that it does not declare', async () => {
  const { defineModel, personal, subjectId } = bsoftMended.declare();
  const Account = defineModel('Account', {
    dataSubject: 'dpv:User',
    fields: {
      id: subjectId(),
      email: personal({ category: 'pd:EmailAddress', purpose: 'userCommunication' }),
      phone: personal({ category: 'pd:TelephoneNumber', purpose: 'accountAdministration' }),
    },
  });
  await using site = await givenApplication(bsoftMended, {
    models: [Account],
    routes: (app, lawful) => {
      const gate = lawful.processing('userCommunication', { returns: Account });
      app.get('/account', gate, (_request, response) => {
        response.json({ id: SUBJECT, email: 'a@b.example', phone: '0600000000' });
      });
    },
  });
  const { json } = await site.ask('GET', '/account', { subject: SUBJECT });
  expect(json).toEqual({ id: SUBJECT, email: 'a@b.example' });
});

test('S3-11 an ordinary consent does not open special data: an explicit one does, with its evidence', async () => {
  const store = memorySubjectStore();
  const policy = withHealthData();
  const { defineModel, personal, subjectId } = policy.declare();
  const Needs = defineModel('Needs', {
    dataSubject: 'dpv:Participant',
    fields: {
      id: subjectId(),
      handicap: personal({ category: 'pd:Disability', purpose: 'adaptedTraining' }),
    },
  });
  const needs = { id: SUBJECT, handicap: 'wheelchair' };
  await using site = await givenApplication(policy, {
    models: [Needs],
    store,
    routes: (app, lawful) => {
      const gate = lawful.processing('adaptedTraining', { returns: Needs });
      app.get('/needs', gate, (_request, response) => {
        response.json(needs);
      });
    },
  });
  const address = '/privacy/consents/adaptedTraining';
  const { version } = site.privacy.catalogue;
  const evidence = { noticeVersion: version, language: 'fr', indication: 'checkbox#health' };
  const ordinary = await site.ask('PUT', address, { subject: SUBJECT, body: evidence });
  expect([ordinary.status, ordinary.json.reason]).toEqual([422, 'missing-evidence']);
  // One that was given when nobody asked for more.
  await store.append(SUBJECT, {
    type: 'consent.given',
    id: 'a0000000-0000-4000-8000-000000000001',
    at: '2026-01-01T00:00:00Z',
    actor: 'data-subject',
    purpose: 'adaptedTraining',
    explicit: false,
    evidence: { ...evidence, textHash: '0'.repeat(64) },
  });
  const refused = await site.ask('GET', '/needs', { subject: SUBJECT });
  expect([refused.status, refused.text.includes(needs.handicap)]).toEqual([403, false]);
  expect(String(refused.json.type)).toMatch(/\/explicit-consent-required$/);
  await giveConsent(site, 'adaptedTraining', { explicit: true });
  expect((await site.ask('GET', '/needs', { subject: SUBJECT })).json).toEqual(needs);
  const receipt = await site.ask('GET', `${address}/receipt`, { subject: SUBJECT });
  expect(receipt.text).toContain('dpv:ExplicitlyExpressedConsent');
  expect(receipt.text).toContain('checkbox#adaptedTraining');
  expect(receipt.text).toMatch(/"x:textHash":"[0-9a-f]{64}"/);
  expect(receipt.text).toContain(`"dct:hasVersion":"${version}"`);
});

test('S3-48 cookies are accepted or refused by one call each, as the same person, and both are proven', async () => {
  await using site = await givenApplication(bsoftMended);
  const evidence = { noticeVersion: site.privacy.catalogue.version, language: 'fr' };
  const choose = (subject: string | undefined, body: object) =>
    site.ask('PUT', '/privacy/consents/cookieManagement', {
      ...(subject === undefined ? {} : { subject }),
      body: { ...evidence, ...body },
    });
  const accept = { status: 'given', indication: 'banner#accept' };
  const refuse = { status: 'refused', indication: 'banner#refuse' };
  expect((await choose(undefined, accept)).status).toBe(401);
  expect((await choose(undefined, refuse)).status).toBe(401);
  expect((await choose('accepting', accept)).json.status).toBe('dpv:ConsentGiven');
  expect((await choose('refusing', refuse)).json.status).toBe('dpv:ConsentRefused');
  for (const [subject, status] of [
    ['accepting', 'dpv:ConsentGiven'],
    ['refusing', 'dpv:ConsentRefused'],
  ]) {
    const address = '/privacy/consents/cookieManagement/receipt';
    const receipt = await site.ask('GET', address, { subject: String(subject) });
    expect(receipt.json['@type']).toBe('dpv:ConsentReceipt');
    expect(receipt.text).toContain(status);
  }
  expect((await use(site, 'cookieManagement', 'accepting')).status).toBe(204);
  expect((await use(site, 'cookieManagement', 'refusing')).status).toBe(403);
});

test('S3-52 whoever refuses everything gets the pages, without what would know them', async () => {
  await using site = await givenApplication(bsoftMended, {
    routes: (app, lawful, privacy) => {
      const gate = lawful.processing('serviceProvision', {
        returns: { page: 'not-personal', greeting: 'not-personal' },
      });
      app.get('/', gate, async (request, response) => {
        const facts = { purpose: 'cookieManagement', subject: request.get('x-subject') };
        const personalised = privacy.run(facts, () => 'Continue where you left off');
        response.json({ page: 'home', greeting: await personalised.catch(() => 'Welcome') });
      });
    },
  });
  const { purposes } = site.privacy.catalogue;
  const evidence = { noticeVersion: site.privacy.catalogue.version, language: 'fr' };
  for (const { id, legalBasis } of purposes.values()) {
    if (legalBasis !== 'eu-gdpr:A6-1-a') continue;
    const body = { ...evidence, status: 'refused', indication: 'banner#refuse-all' };
    const refusal = await site.ask('PUT', `/privacy/consents/${id}`, { subject: SUBJECT, body });
    expect(refusal.status).toBe(200);
  }
  const page = await site.ask('GET', '/', { subject: SUBJECT });
  expect([page.status, page.json]).toEqual([200, { page: 'home', greeting: 'Welcome' }]);
  for (const core of ['serviceProvision', 'accountAdministration', 'userCommunication']) {
    expect((await use(site, core)).status).toBe(204);
  }
  await giveConsent(site, 'cookieManagement');
  const known = await site.ask('GET', '/', { subject: SUBJECT });
  expect(known.json.greeting).toBe('Continue where you left off');
});

/** Courses adapted to a handicap: special data on explicit consent, as the text allows (l.15). */
function withHealthData() {
  return definePolicy<string>({
    ...bsoftMended,
    purposes: {
      ...bsoftMended.purposes,
      adaptedTraining: {
        is: 'dpv:ServicePersonalisation',
        legalBasis: 'consent',
        specialCategoryBasis: 'eu-gdpr:A9-2-a',
        categories: ['pd:Disability'],
        retention: {
          startEvent: 'consent.withdrawn',
          duration: 'P0D',
          action: 'erase',
          rationale: 'Nothing is adapted any more.',
        },
      },
    },
  });
}
