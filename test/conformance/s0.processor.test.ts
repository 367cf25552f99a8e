import { expect, test } from 'vitest';
import { variant } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { orusbijouxWithTenants } from './mended/orusbijoux.ts';
import { type Application, givenApplication } from './world/application.ts';
import { collect, givenCollector, mountAll } from './world/fields.ts';
import { noticeOf } from './world/notices.ts';

const SUBJECT = 'subject-1';
const PROCESSOR_PURPOSES = ['companyMonitoring', 'newSoftwareInformation'] as const;

/** A person at a client company; the client may instruct us, or we may sell to it ourselves. */
function givenContact(policy: PolicyInput) {
  const { defineModel, personal, subjectId } = orusbijouxWithTenants.declare();
  const purpose = ['purchase', 'companyMonitoring'];
  return {
    policy,
    Contact: defineModel('Contact', {
      dataSubject: 'dpv:User',
      fields: {
        id: subjectId(),
        name: personal({ category: 'pd:Name', purpose }),
        email: personal({ category: 'email', purpose }),
        iban: personal({ category: 'pd:BankAccount', purpose: 'companyMonitoring' }),
      },
    }),
  };
}

test('S0-07 the register has a part as controller and a part as processor, which lists every client', async () => {
  const { Contact, policy } = givenContact(orusbijouxWithTenants);
  await using site = await givenApplication(policy, { models: [Contact] });
  const { controller, processor } = site.privacy.register();
  expect(controller.controller?.name).toBe('OrusBijoux');
  expect(controller.activities.map(({ purpose }) => purpose)).toContain('invoicing');
  const parts = controller.activities.map(({ purpose }): string => purpose);
  for (const purpose of PROCESSOR_PURPOSES) expect(parts).not.toContain(purpose);
  expect(processor.processor?.name).toBe('OrusBijoux');
  expect(
    processor.activities.map(({ controller: client, purpose, contractReference }) => [
      client?.name,
      purpose,
      contractReference,
    ]),
  ).toEqual([
    ['Jeweller SARL', 'companyMonitoring', 'DPA jeweller v2'],
    ['Goldsmith SAS', 'companyMonitoring', 'DPA goldsmith v1'],
    ['Goldsmith SAS', 'newSoftwareInformation', 'DPA goldsmith v1'],
  ]);
});

test('S0-08 for a client we do what it has instructed and nothing else; the audit trail names it', async () => {
  await using site = await givenApplication(orusbijouxWithTenants);
  expect((await useFor(site, 'companyMonitoring', 'jeweller')).status).toBe(204);
  const refused = await useFor(site, 'newSoftwareInformation', 'jeweller');
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/purpose-not-instructed$/);
  expect(site.handled('newSoftwareInformation')).toBe(0);
  expect((await site.records()).at(-1)).toMatchObject({
    outcome: 'deny',
    reason: 'purpose_not_instructed',
    purpose: 'newSoftwareInformation',
    tenant: 'jeweller',
  });
  expect((await useFor(site, 'newSoftwareInformation', 'goldsmith')).status).toBe(204);
  // Of no client, or of one that nobody knows, it is refused as well.
  expect((await useFor(site, 'companyMonitoring', 'nobody')).status).toBe(403);
  expect((await useFor(site, 'companyMonitoring')).status).toBe(403);
});

test('S0-09 without a contract that can be named everything for this client is refused', async () => {
  const { contractReference: _gone, ...rest } = orusbijouxWithTenants.tenants?.goldsmith ?? {
    controller: { name: '' },
    instructedPurposes: [],
  };
  const tenants = { ...orusbijouxWithTenants.tenants, goldsmith: rest };
  await using site = await givenApplication(variant(orusbijouxWithTenants, { tenants }));
  for (const purpose of PROCESSOR_PURPOSES) {
    expect((await useFor(site, purpose, 'goldsmith')).status, purpose).toBe(403);
    expect(site.handled(purpose)).toBe(0);
  }
  expect((await useFor(site, 'companyMonitoring', 'jeweller')).status).toBe(204);
  await using before = await givenApplication(orusbijouxWithTenants);
  for (const purpose of PROCESSOR_PURPOSES) {
    expect((await useFor(before, purpose, 'goldsmith')).status, purpose).toBe(204);
    expect((await before.records()).at(-1)).toMatchObject({
      outcome: 'allow',
      purpose,
      tenant: 'goldsmith',
      instruction: 'DPA goldsmith v1',
    });
  }
});

test('S0-10 one model serves us as controller on the site and a client as processor: each route has its own role', async () => {
  const { Contact, policy } = givenContact(orusbijouxWithTenants);
  const own = givenCollector('purchase', Contact, { path: '/site' });
  const clients = givenCollector('companyMonitoring', Contact, { path: '/tenant' });
  await using site = await givenApplication(policy, {
    models: [Contact],
    routes: mountAll(own, clients),
  });
  const body = { name: 'Ada', email: 'ada@client.example', iban: 'FR7630001007941234567890185' };
  expect((await collect(site, own, body)).status).toBe(201);
  expect(own.stored).toEqual([{ name: body.name, email: body.email }]);
  const sent = { subject: SUBJECT, tenant: 'jeweller', body };
  expect((await site.ask('POST', '/tenant', sent)).status).toBe(201);
  expect(clients.stored).toEqual([body]);
  expect((await collect(site, clients, body)).status, 'for no client').toBe(403);

  const { purposes } = await noticeOf(site);
  const purchase = purposes.find(({ id }) => id === 'purchase');
  expect(purchase?.fields.map(({ path }) => path)).toEqual(['Contact.name', 'Contact.email']);
  for (const purpose of PROCESSOR_PURPOSES) {
    expect(purposes.map(({ id }) => id)).not.toContain(purpose);
  }
  expect(JSON.stringify(await noticeOf(site))).not.toContain('Contact.iban');
  const { controller, processor } = site.privacy.register();
  expect(controller.activities.map(({ purpose }) => purpose)).toContain('purchase');
  expect(processor.activities[0]).toMatchObject({
    purpose: 'companyMonitoring',
    categories: expect.arrayContaining([expect.objectContaining({ id: 'pd:BankAccount' })]),
  });
});

test('S0-22 on the side of the processor a field that nobody declared is never stored, and the audit trail counts it', async () => {
  const { Contact, policy } = givenContact(orusbijouxWithTenants);
  const lax = givenCollector('companyMonitoring', Contact, { path: '/lax' });
  const strict = givenCollector('companyMonitoring', Contact, {
    path: '/strict',
    undeclared: 'refuse',
  });
  await using site = await givenApplication(policy, {
    models: [Contact],
    routes: mountAll(lax, strict),
  });
  const declared = {
    name: 'Ada',
    email: 'ada@client.example',
    iban: 'FR7630001007941234567890185',
  };
  const sent = {
    subject: SUBJECT,
    tenant: 'jeweller',
    body: { ...declared, birthDate: '1815-12-10' },
  };
  expect((await site.ask('POST', '/lax', sent)).status).toBe(201);
  expect(lax.stored).toEqual([declared]);
  const counted = (await site.records()).findLast(({ kind }) => kind === 'decision');
  expect(counted).toMatchObject({ purpose: 'companyMonitoring', tenant: 'jeweller', dropped: 1 });

  const refused = await site.ask('POST', '/strict', sent);
  expect(refused.status).toBe(422);
  expect(String(refused.json.type)).toMatch(/\/field-not-declared$/);
  expect(strict.stored).toEqual([]);
  expect(JSON.stringify(await site.records())).not.toContain('1815-12-10');
});

function useFor(site: Application, purpose: string, tenant?: string) {
  return site.ask('POST', `/use/${purpose}`, {
    subject: SUBJECT,
    ...(tenant === undefined ? {} : { tenant }),
  });
}
