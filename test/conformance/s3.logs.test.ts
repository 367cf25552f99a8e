import { canarySubject, findCanaries } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { type Given, givenApplication } from './world/application.ts';
import { MobileDevice, WebVisit } from './world/bsoft-models.ts';
import { mountAll } from './world/fields.ts';
import { expectNothingLeaks, givenFailingRoute, givenSinks, type Sinks } from './world/logs.ts';

const { defineModel, personal, subjectId } = bsoftMended.declare();

const Credentials = defineModel('Credentials', {
  dataSubject: 'dpv:User',
  fields: {
    id: subjectId(),
    username: personal({ category: 'pd:Username', purpose: 'accountAdministration' }),
    password: personal({ category: 'pd:Password', purpose: 'accountAdministration' }),
  },
});

test('S3-07 what identifies indirectly, a device, is gated and kept out of logs like a name', async () => {
  await using sinks = await givenSinks();
  const canaries = canarySubject(['deviceId', 'model']);
  const route = givenFailingRoute(sinks, 'solutionHealth', MobileDevice, canaries);
  await using site = await givenApplication(bsoftMended, {
    models: [MobileDevice],
    relays: sinks.relays,
    routes: route.mount,
  });
  await expectNothingLeaks(site, sinks, route);
  await site.privacy.object('subject-1', { purpose: 'solutionHealth' });
  const denied = await site.ask('POST', route.path, { subject: 'subject-1', body: canaries });
  expect(denied.status).toBe(403);
  expect(findCanaries(await sinks.text(), canaries)).toEqual([]);
});

test('S3-39 address, browser and actions are logged neither when all goes well nor when it does not', async () => {
  await using sinks = await givenSinks();
  const canaries = canarySubject(['ip', 'userAgent', 'action']);
  const failing = givenFailingRoute(sinks, 'solutionHealth', WebVisit, canaries);
  await using site = await givenApplication(bsoftMended, {
    models: [WebVisit],
    relays: sinks.relays,
    routes: mountAll(successfulRoute(sinks), failing),
  });
  const answer = await site.ask('POST', '/visit', {
    subject: 'subject-1',
    body: canaries,
    headers: { 'user-agent': canaries.userAgent ?? '', 'x-forwarded-for': canaries.ip ?? '' },
  });
  expect(answer.status).toBe(204);
  await expectNothingLeaks(site, sinks, failing);
  const text = await sinks.text();
  expect(text).toContain('stored');
  expect(findCanaries(text + JSON.stringify(await site.records()), canaries)).toEqual([]);
});

test('S3-74 a password, a session and a token are written nowhere', async () => {
  await using sinks = await givenSinks();
  const canaries = canarySubject(['username', 'password']);
  const route = givenFailingRoute(sinks, 'accountAdministration', Credentials, canaries);
  await using site = await givenApplication(bsoftMended, {
    models: [Credentials],
    relays: sinks.relays,
    routes: route.mount,
  });
  // Session cookie and authorization header are among what this sends and looks for.
  await expectNothingLeaks(site, sinks, route);
});

function successfulRoute(sinks: Sinks): NonNullable<Given['routes']> {
  return (app, lawful, privacy) => {
    const logger = sinks.logger(privacy);
    const gate = lawful.processing('solutionHealth', { body: WebVisit, returns: 'nothing' });
    app.post('/visit', gate, (request, response) => {
      logger.info(
        { visit: request.body, req: request },
        `stored ${Object.values(Object(request.body))}`,
      );
      response.status(204).end();
    });
  };
}
