import { createHash } from 'node:crypto';
import { isPrivacyError } from '@lawful/core';
import { expect, test } from 'vitest';
import { luximMended } from './policies/luxim/mended.ts';
import { type Given, givenApplication } from './world/application.ts';
import { becomeCustomer, expectChannelTable, send, sendingRoutes } from './world/channels.ts';
import { givenOutsider } from './world/egress.ts';
import { giveConsent, use } from './world/gates.ts';

const SUBJECT = 'subject-1';

test('S2-64 e-mail, SMS and social networks are consented to one by one', async () => {
  await using site = await givenApplication(luximMended, {
    routes: sendingRoutes('targetedAdvertising', ['email', 'sms', 'social']),
  });
  await giveConsent(site, 'targetedAdvertising', { channel: 'email' });
  const statuses = async () => {
    const all = (['email', 'sms', 'social'] as const).map((channel) =>
      send(site, 'targetedAdvertising', { channel }, SUBJECT),
    );
    return (await Promise.all(all)).map(({ status }) => status);
  };
  expect(await statuses()).toEqual([204, 403, 403]);
  await giveConsent(site, 'targetedAdvertising', { channel: 'social' });
  const address = '/privacy/consents/targetedAdvertising?channel=email';
  await site.ask('DELETE', address, { subject: SUBJECT });
  expect(await statuses()).toEqual([403, 403, 204]);
});

test('S2-64 an audience handed to a network leaves out whoever has not consented to that', async () => {
  const network = {
    role: 'third-party',
    category: 'A social network',
    country: 'IE',
    purposes: ['targetedAdvertising'],
  } as const;
  const policy = { ...luximMended, recipients: { ...luximMended.recipients, network } };
  await using outsider = await givenOutsider();
  await using site = await givenApplication(policy);
  const purpose = 'targetedAdvertising';
  const addresses = ['consenting', 'silent', 'mailOnly', 'withdrawn'];
  await giveConsent(site, purpose, { recipient: 'network' }, 'consenting');
  await giveConsent(site, purpose, { channel: 'email' }, 'mailOnly');
  await giveConsent(site, purpose, { recipient: 'network' }, 'withdrawn');
  const withdrawal = `/privacy/consents/${purpose}?recipient=network`;
  await site.ask('DELETE', withdrawal, { subject: 'withdrawn' });
  const skipped: string[] = [];
  for (const subject of addresses) {
    const job = { channel: 'social', recipient: 'network', operation: 'dpv:Disclose' } as const;
    const upload = () =>
      fetch(outsider.url, { method: 'POST', body: JSON.stringify({ member: hashed(subject) }) });
    try {
      await site.privacy.run({ subject, purpose, job }, upload);
    } catch (error) {
      expect(isPrivacyError(error) && error.code).toBe('consent-required');
      skipped.push(subject);
    }
  }
  expect(skipped).toEqual(['silent', 'mailOnly', 'withdrawn']);
  expect(outsider.received).toEqual([{ member: hashed('consenting') }]);
});

test('S2-68 nobody who is not a customer gets an e-mail or a message without having agreed', async () => {
  await using site = await givenApplication(luximMended, {
    routes: sendingRoutes('targetedAdvertising', ['email', 'sms']),
  });
  for (const purpose of ['emailOffers', 'smsOffers', 'newsletter', 'eventInvitations']) {
    const answer = await use(site, purpose, 'prospect-1');
    expect(String(answer.json.type), purpose).toMatch(/\/consent-required$/);
    expect(site.handled(purpose), 'nothing was sent').toBe(0);
    await giveConsent(site, purpose, {}, 'prospect-1');
    expect((await use(site, purpose, 'prospect-1')).status).toBe(204);
  }
  const cells = await expectChannelTable(site, 'targetedAdvertising', ['email', 'sms']);
  const cold = cells.filter(({ customer, standing }) => !customer && standing === 'none');
  expect(cold.map(({ allowed }) => allowed)).toEqual([false, false, false, false]);
});

test('S2-70 an objection to prospecting is final: nobody overrides it', async () => {
  await using site = await givenApplication(luximMended, { routes: overriding });
  await becomeCustomer(site, SUBJECT);
  for (const purpose of ['emailOffers', 'prospecting', 'targetedAdvertising']) {
    await site.privacy.object(SUBJECT, { purpose });
    const body = { outcome: 'overridden', justification: 'Our best offer.', approver: 'Sales' };
    const answer = await site.ask('POST', `/objections/${purpose}`, { subject: SUBJECT, body });
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toContainEqual(expect.objectContaining({ pointer: '#/outcome' }));
    const refused = await use(site, purpose);
    expect(String(refused.json.type)).toMatch(/\/processing-objected$/);
  }
  // The control: an objection that can be overridden is, by the same route.
  await site.privacy.object(SUBJECT, { purpose: 'surveys' });
  const body = { outcome: 'overridden', justification: 'A recall.', approver: 'DPO' };
  const answer = await site.ask('POST', '/objections/surveys', { subject: SUBJECT, body });
  expect(answer.status).toBe(204);
});

test('S2-71 until 10 August 2026 whoever does not object is phoned; from the 11th on, whoever agreed', async () => {
  await using site = await givenApplication(luximMended, { now: '2026-08-10T23:59:59Z' });
  const call = (subject: string) => use(site, 'phoneProspecting', subject);
  expect((await call('silent')).status).toBe(204);
  await site.privacy.object('objecting', { purpose: 'phoneProspecting' });
  expect((await call('objecting')).status).toBe(403);
  site.now = Date.parse('2026-08-11T00:00:00Z');
  const silent = await call('silent');
  expect(String(silent.json.type)).toMatch(/\/consent-required$/);
  await giveConsent(site, 'phoneProspecting', {}, 'agreeing');
  expect((await call('agreeing')).status).toBe(204);
  expect((await call('objecting')).status).toBe(403);
});

const overriding: NonNullable<Given['routes']> = (app, _lawful, privacy) => {
  app.post('/objections/:purpose', async ({ params, headers, body }, response) => {
    const decision = { ...body, purpose: params.purpose };
    await privacy.rights.decideObjection(String(headers['x-subject']), decision);
    response.status(204).end();
  });
};

function hashed(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}
