import { canarySubject, findCanaries } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import { orusbijouxMended } from './mended/orusbijoux.ts';
import { givenApplication } from './world/application.ts';
import { expectNothingLeaks, givenFailingRoute, givenSinks } from './world/logs.ts';

const { defineModel, personal } = orusbijouxMended.declare();

test('S0-25 a bank account appears in no log line, no span, no audit record and no answer', async () => {
  const Payment = defineModel('Payment', {
    dataSubject: 'dpv:Customer',
    fields: {
      iban: personal({ category: 'pd:BankAccount', purpose: 'purchase' }),
      email: personal({ category: 'email', purpose: 'purchase' }),
    },
  });
  await using sinks = await givenSinks();
  const iban = 'FR7630001007941234567890185';
  const canaries = { ...canarySubject(['email']), iban };
  const route = givenFailingRoute(sinks, 'purchase', Payment, canaries);
  await using site = await givenApplication(orusbijouxMended, {
    models: [Payment],
    relays: sinks.relays,
    routes: route.mount,
  });
  const answer = await expectNothingLeaks(site, sinks, route);
  const everywhere = [await sinks.text(), JSON.stringify(await site.records()), answer.text];
  // No run of the digits of the account either, with or without spaces.
  for (const text of everywhere) expect(text.replaceAll(/[\s-]/g, '')).not.toContain('30001007941');
});

test('S0-46 passwords, credentials and cookies of a request reach no log, and the register lists the measures', async () => {
  const Login = defineModel('Login', {
    dataSubject: 'dpv:Customer',
    fields: {
      email: personal({ category: 'email', purpose: 'softwareDevelopment' }),
      password: personal({ category: 'pd:Password', purpose: 'softwareDevelopment' }),
    },
  });
  await using sinks = await givenSinks();
  const canaries = canarySubject(['email', 'password']);
  const route = givenFailingRoute(sinks, 'softwareDevelopment', Login, canaries);
  const carried = canarySubject(['authorization', 'cookie', 'subject', 'password']);
  await using site = await givenApplication(orusbijouxMended, {
    models: [Login],
    relays: sinks.relays,
    routes: (app, lawful, privacy) => {
      route.mount(app, lawful, privacy);
      const logger = sinks.logger(privacy);
      // Before any gate: nothing has been declared of this request yet.
      app.post('/login', (request, response) => {
        logger.info({ req: request, res: response }, 'somebody logs in');
        response.status(204).end();
      });
    },
  });
  await expectNothingLeaks(site, sinks, route);
  const headers = {
    authorization: `Basic ${Buffer.from(`ada:${carried.authorization}`).toString('base64')}`,
    cookie: `session=${carried.cookie}`,
  };
  const body = { password: carried.password };
  await site.ask('POST', `/login?as=${carried.subject}`, { headers, body });
  const text = await sinks.text();
  expect(text).toContain('somebody logs in');
  expect(findCanaries(text, carried)).toEqual([]);
  const { technicalMeasures } = site.privacy.register();
  expect(technicalMeasures.map((measure) => measure.text)).toEqual([
    'Authentication',
    'Encryption of data',
    'User name and password',
  ]);
});
