import { canarySubject, findCanaries } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import { oksigenMended } from './policies/oksigen/mended.ts';
import { givenApplication } from './world/application.ts';
import { expectNothingLeaks, givenFailingRoute, givenSinks } from './world/logs.ts';
import { Client, Company, OKSIGEN_MODELS } from './world/oksigen-models.ts';

test('S4-05 neither the extract of the register nor the name of its file is logged', async () => {
  await using sinks = await givenSinks();
  const canaries = canarySubject(['kbis', 'kbisFilename', 'deliveryAddress', 'billingAddress']);
  const route = givenFailingRoute(sinks, 'sale', Company, canaries);
  await using site = await givenApplication(oksigenMended, {
    models: OKSIGEN_MODELS,
    relays: sinks.relays,
    routes: route.mount,
  });
  await expectNothingLeaks(site, sinks, route);
});

test('S4-09 a bank account is written nowhere, whether it comes in a body, a query or an error', async () => {
  await using sinks = await givenSinks();
  const canaries = { iban: 'FR7630006000011234567890189' };
  await using site = await givenApplication(oksigenMended, {
    models: OKSIGEN_MODELS,
    relays: sinks.relays,
    routes: (app, lawful, privacy) => {
      const logger = sinks.logger(privacy);
      const written = sinks.console(privacy);
      const gate = lawful.processing('sale', { body: Client, query: Client, returns: 'nothing' });
      app.post('/pay', gate, (request) => {
        const { iban } = Object(request.query);
        logger.info({ body: request.body, query: request.query, req: request }, `paying ${iban}`);
        written.log(`paying ${iban}`, request.body);
        throw Object.assign(new Error(`the bank refused ${iban}`), { iban });
      });
      const onError = (error: unknown) => logger.error({ err: error }, 'request failed');
      app.use('/pay', lawful.errors({ onError }));
    },
  });
  const asked = { subject: 'client-1', body: canaries };
  const answer = await site.ask('POST', `/pay?iban=${canaries.iban}`, asked);
  expect(answer.status).toBe(500);
  const text = await sinks.text();
  expect(text).toContain('request failed');
  const everywhere = [text, answer.text, JSON.stringify(await site.records())].join('\n');
  expect(findCanaries(everywhere, canaries)).toEqual([]);
  expect(findCanaries(JSON.stringify(canaries), canaries)).toHaveLength(1);
});

test('S4-10 address and customer number are logged nowhere, and spans know a keyed pseudonym alone', async () => {
  await using sinks = await givenSinks();
  const canaries = canarySubject(['ip', 'crmId']);
  const crmId = canaries.crmId ?? '';
  const route = givenFailingRoute(sinks, 'sale', Client, canaries);
  await using site = await givenApplication(oksigenMended, {
    models: OKSIGEN_MODELS,
    relays: sinks.relays,
    pseudonymKey: 'a key of sixteen bytes or more',
    routes: route.mount,
  });
  await site.privacy.rights.relate(crmId, { kind: 'customer', change: 'began' });
  await expectNothingLeaks(site, sinks, route, crmId);
  const decision = (await site.records()).find(({ kind }) => kind === 'decision');
  expect(decision?.subject).toMatch(/^\S{16,}$/);
  expect(await sinks.text()).toContain(decision?.subject);
});
