import { canarySubject, findCanaries } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import type { PolicyInput } from './core.ts';
import { luximMended } from './policies/luxim/mended.ts';
import { type Given, givenApplication } from './world/application.ts';
import { disclosing, expectBlocked, expectDisclosed } from './world/disclosures.ts';
import { type Disclosure, disclose, expectKeptInside, givenOutsider } from './world/egress.ts';
import { giveConsent, use } from './world/gates.ts';
import { LuximClient } from './world/luxim-models.ts';

const SUBJECT = 'client-1';

test('S2-87 whoever refuses functional cookies gets the page as everybody gets it, and no error', async () => {
  await using site = await givenApplication(luximMended, { routes: page });
  await giveConsent(site, 'sitePersonalisation', { status: 'refused' }, SUBJECT);
  const refused = await site.ask('GET', '/', { subject: SUBJECT });
  expect([refused.status, refused.json]).toEqual([200, { page: 'home', language: 'default' }]);
  await giveConsent(site, 'sitePersonalisation', {}, SUBJECT);
  const accepted = await site.ask('GET', '/', { subject: SUBJECT });
  expect(accepted.json).toEqual({ page: 'home', language: 'as last time' });
});

test('S2-88 a click on the button of one network is consent for that network, and for no other', async () => {
  const networks = ['facebook', 'instagram', 'youtube'];
  const recipients = networks.map((name) => [
    name,
    { name, role: 'third-party', country: 'IE', purposes: ['socialSharing'] },
  ]);
  const policy: PolicyInput = {
    ...luximMended,
    recipients: { ...luximMended.recipients, ...Object.fromEntries(recipients) },
  };
  await using outsider = await givenOutsider();
  await using site = await givenApplication(policy, {
    routes: disclosing(
      ...networks.map((recipient) => ({ purpose: 'socialSharing', recipient, to: outsider })),
    ),
  });
  const share = (recipient: string) => ({ purpose: 'socialSharing', recipient, to: outsider });
  for (const network of networks) await expectBlocked(site, share(network), 'consent_missing');
  const click = { recipient: 'facebook', indication: 'button#share-on-facebook' };
  await giveConsent(site, 'socialSharing', click);
  await expectDisclosed(site, share('facebook'));
  await expectBlocked(site, share('instagram'), 'consent_missing');
  await expectBlocked(site, share('youtube'), 'consent_missing');
});

test('S2-91 whoever brings no cookie has said nothing: that is no consent, and no error', async () => {
  await using site = await givenApplication(luximMended, { routes: page });
  const answer = await site.ask('GET', '/', { subject: 'a new browser' });
  expect([answer.status, answer.json]).toEqual([200, { page: 'home', language: 'default' }]);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect((await use(site, 'siteOperation', 'a new browser')).status).toBe(204);
  const optional = ['advertisingCookies', 'audienceMeasurement', 'sitePersonalisation'];
  for (const purpose of [...optional, 'socialSharing']) {
    const denied = await use(site, purpose, 'a new browser');
    expect([denied.status, denied.json.consentStatus]).toEqual([403, 'dpv:ConsentUnknown']);
  }
});

test('S2-92 training on data that were given for something else is refused', async () => {
  await using site = await givenApplication(luximMended, {
    models: [LuximClient],
    routes: (app, lawful) => {
      for (const collectedFor of ['support', 'artificialIntelligence']) {
        const gate = lawful.processing('artificialIntelligence', {
          operation: 'dpv:Use',
          returns: LuximClient,
          collectedFor,
        });
        app.post(`/train/${collectedFor}`, gate, (_request, response) => {
          response.json({ id: SUBJECT, name: 'Ada', question: 'When?', pages: 'home' });
        });
      }
    },
  });
  await giveConsent(site, 'artificialIntelligence', {}, SUBJECT);
  const answer = await site.ask('POST', '/train/support', { subject: SUBJECT });
  expect(answer.status).toBe(403);
  expect(String(answer.json.type)).toMatch(/\/purpose-incompatible$/);
  // What was collected for it is, without the fields of other purposes.
  const own = await site.ask('POST', '/train/artificialIntelligence', { subject: SUBJECT });
  expect(own.json).toEqual({ id: SUBJECT, pages: 'home' });
});

test('S2-93 a prompt leaves with what purpose and recipient allow, and else not at all', async () => {
  const fieldsOf = (names: readonly string[]) => names.map((name) => `LuximClient.${name}`);
  const model = {
    role: 'processor',
    country: 'FR',
    contractReference: 'Art. 28 contract',
  } as const;
  const policy: PolicyInput = {
    ...luximMended,
    recipients: {
      ...luximMended.recipients,
      assistant: {
        ...model,
        name: 'Assistant',
        fields: fieldsOf(['name', 'email', 'question']),
        purposes: ['support'],
      },
      trainer: {
        ...model,
        name: 'Trainer',
        fields: fieldsOf(['pages']),
        purposes: ['artificialIntelligence'],
      },
    },
  };
  const identity = canarySubject(['name', 'email']);
  const held = { ...identity, question: 'When?', pages: 'home' };
  const prompt = (purpose: string, recipient: string): Disclosure => ({
    subject: SUBJECT,
    purpose,
    recipient,
    model: LuximClient,
    held: { id: SUBJECT, ...held },
  });
  await using outsider = await givenOutsider();
  await using site = await givenApplication(policy, { models: [LuximClient] });
  const training = prompt('artificialIntelligence', 'trainer');
  await expectKeptInside(site, outsider, training, 'consent-required');
  await giveConsent(site, 'artificialIntelligence', {}, SUBJECT);
  expect(await disclose(site, outsider, training)).toBe('sent');
  expect(findCanaries(JSON.stringify(outsider.received), identity)).toEqual([]);
  expect(outsider.received).toEqual([{ id: SUBJECT, pages: 'home' }]);
  // The same data for a purpose and a recipient that may have them.
  expect(await disclose(site, outsider, prompt('support', 'assistant'))).toBe('sent');
  const { pages: _notForSupport, ...forSupport } = held;
  expect(outsider.received[1]).toEqual({ id: SUBJECT, ...forSupport });
  const wrong = prompt('support', 'trainer');
  await expectKeptInside(site, outsider, wrong, 'recipient-not-allowed');
  const unknown = prompt('support', 'some other model');
  await expectKeptInside(site, outsider, unknown, 'recipient-not-allowed');
});

/** A page that knows the visitor where it may, and greets everybody where it may not. */
const page: NonNullable<Given['routes']> = (app, lawful, privacy) => {
  const gate = lawful.processing('siteOperation', {
    returns: { page: 'not-personal', language: 'not-personal' },
  });
  app.get('/', gate, async (request, response) => {
    const facts = { purpose: 'sitePersonalisation', subject: request.get('x-subject') };
    const known = privacy.run(facts, () => 'as last time');
    response.json({ page: 'home', language: await known.catch(() => 'default') });
  });
};
