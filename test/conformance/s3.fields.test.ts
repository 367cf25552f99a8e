import { canarySubject } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { givenApplication } from './world/application.ts';
import { Account, MobileDevice, WebVisit } from './world/bsoft-models.ts';
import { collect, expectOnlyDeclared, givenCollector } from './world/fields.ts';
import { expectNothingLeaks, givenFailingRoute, givenSinks } from './world/logs.ts';

const SIX_FIELDS = ['nom', 'prenom', 'adresse', 'email', 'telephone', 'facturation'] as const;
const account = Object.fromEntries(SIX_FIELDS.map((field) => [field, `a ${field}`]));

test('S3-02 each service collects what it needs, and nothing that happens to come along', async () => {
  const visit = { ip: '192.0.2.7', userAgent: 'a browser', action: 'click' };
  const services = [
    ['serviceProvision', Account, account, [...SIX_FIELDS, 'offre']],
    ['userCommunication', Account, { email: 'an email' }, ['email', 'offre']],
    ['solutionHealth', WebVisit, visit, Object.keys(visit)],
  ] as const;
  for (const [purpose, model, valid, declared] of services) {
    const collector = givenCollector(purpose, model);
    await using site = await givenApplication(bsoftMended, {
      models: [Account, WebVisit],
      routes: collector.mount,
    });
    await expectOnlyDeclared(site, collector, { valid, declared });
  }
});

test('S3-02 an endpoint that refuses surplus keys stores nothing of what it refuses', async () => {
  const collector = givenCollector('serviceProvision', Account, { undeclared: 'refuse' });
  await using site = await givenApplication(bsoftMended, {
    models: [Account],
    routes: collector.mount,
  });
  const answer = await collect(site, collector, { ...account, birthDate: '1990-01-01' });
  expect(answer.status).toBe(422);
  expect(String(answer.json.type)).toMatch(/\/field-not-declared$/);
  expect(collector.stored).toEqual([]);
});

test('S3-38 the six fields of an account persist, and a birth date does not', async () => {
  const collector = givenCollector('accountAdministration', Account);
  await using site = await givenApplication(bsoftMended, {
    models: [Account],
    routes: collector.mount,
  });
  const answer = await collect(site, collector, { ...account, birthDate: '1990-01-01' });
  expect(answer.status).toBe(201);
  expect(collector.stored).toEqual([account]);
  await expectOnlyDeclared(site, collector, {
    valid: account,
    declared: [...SIX_FIELDS, 'offre'],
  });
  expect((await site.records()).find(({ kind }) => kind === 'decision')).toMatchObject({
    purpose: 'accountAdministration',
    dropped: 1,
  });
});

test('S3-40 of a telephone its model is kept, and its serial number is dropped', async () => {
  const collector = givenCollector('solutionHealth', MobileDevice);
  await using site = await givenApplication(bsoftMended, {
    models: [MobileDevice],
    routes: collector.mount,
  });
  const device = { ip: '192.0.2.7', model: 'Phone 9', deviceId: 'device-7' };
  await collect(site, collector, { ...device, serialNumber: 'SN-1234' });
  expect(collector.stored).toEqual([device]);
  await expectOnlyDeclared(site, collector, { valid: device, declared: Object.keys(device) });
});

test('S3-40 nothing of a telephone is logged', async () => {
  await using sinks = await givenSinks();
  const canaries = canarySubject(['ip', 'model', 'deviceId', 'serialNumber']);
  const route = givenFailingRoute(sinks, 'solutionHealth', MobileDevice, canaries);
  await using site = await givenApplication(bsoftMended, {
    models: [MobileDevice],
    relays: sinks.relays,
    routes: route.mount,
  });
  await expectNothingLeaks(site, sinks, route);
});

test('S3-42 full diagnostics are taken when something is broken, and stripped when nothing is', async () => {
  const stored: unknown[] = [];
  await using site = await givenApplication(bsoftMended, {
    models: [MobileDevice],
    routes: (app, lawful) => {
      const purpose = {
        among: ['solutionHealth', 'problemFixing'],
        by: ({ headers }: { readonly headers: Readonly<Record<string, unknown>> }) =>
          headers['x-trace-status'] === 'error' ? 'problemFixing' : 'solutionHealth',
      };
      const gate = lawful.processing(purpose, { body: MobileDevice, returns: 'nothing' });
      app.post('/telemetry', gate, (request, response) => {
        stored.push(request.body);
        response.status(202).end();
      });
    },
  });
  const body = { model: 'Phone 9', diagnostics: 'stack, memory, registers' };
  await site.ask('POST', '/telemetry', { subject: 'subject-1', body });
  const broken = { 'x-trace-status': 'error' };
  await site.ask('POST', '/telemetry', { subject: 'subject-1', body, headers: broken });
  expect(stored).toEqual([{ model: 'Phone 9' }, body]);
  const [healthy, faulty] = await site.records();
  expect(healthy).toMatchObject({ purpose: 'solutionHealth', dropped: 1 });
  expect(faulty).toMatchObject({ purpose: 'problemFixing' });
  const { retention } = site.privacy.catalogue.purposes.get('problemFixing')?.input ?? {};
  expect([retention].flat()).toEqual([
    expect.objectContaining({ startEvent: 'service.end', duration: 'P3Y', maximum: true }),
  ]);
});
