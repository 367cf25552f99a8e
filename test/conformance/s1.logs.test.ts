import { canarySubject } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import { publisherWithLocation, unnamedPublisherMended } from './mended/unnamed-publisher.ts';
import { givenApplication } from './world/application.ts';
import { collect, givenCollector, mountAll } from './world/fields.ts';
import { expectConsentGate, giveConsent } from './world/gates.ts';
import { expectNothingLeaks, givenFailingRoute, givenSinks } from './world/logs.ts';

const IPV4 = '203.0.113.77';
const IPV6 = '2001:db8:85a3::8a2e:370:7334';

test('S1-05 a log line holds no address of the client, neither of the connection nor of a proxy', async () => {
  const { defineModel, personal } = unnamedPublisherMended.declare();
  const Visit = defineModel('Visit', {
    dataSubject: 'dpv:User',
    fields: { ip: personal({ category: 'pd:IPAddress', purpose: 'technicalService' }) },
  });
  await using sinks = await givenSinks();
  await using site = await givenApplication(unnamedPublisherMended, {
    models: [Visit],
    relays: sinks.relays,
    routes: (app, lawful, privacy) => {
      const logger = sinks.logger(privacy);
      app.set('trust proxy', true);
      app.get('/page', (request, response) => {
        logger.info({ req: request, res: response }, 'page');
        response.status(204).end();
      });
      const gate = lawful.processing('technicalService', { returns: 'nothing' });
      app.get('/visit', gate, (request, response) => {
        const ip = request.ip ?? '';
        privacy.sight(Visit, { ip });
        logger.info({ req: request, visit: { ip } }, `visit from ${ip}`);
        response.status(204).end();
      });
    },
  });
  for (const address of [undefined, IPV4, IPV6]) {
    const headers = address === undefined ? {} : { 'x-forwarded-for': address };
    for (const path of ['/page', '/visit']) {
      const answer = await site.ask('GET', path, { subject: 'subject-1', headers });
      expect(answer.status, answer.text).toBe(204);
    }
  }
  const text = `${await sinks.text()}\n${JSON.stringify(await site.records())}`;
  expect(text).toContain('visit from REDACTED');
  for (const address of [IPV4, IPV6, '127.0.0.1', '::1']) expect(text).not.toContain(address);
  expect(text).not.toMatch(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/);
});

test('S1-06 a precise position is taken with consent alone, and no span or log line has its coordinates', async () => {
  const { defineModel, personal } = publisherWithLocation.declare();
  const Position = defineModel('Position', {
    dataSubject: 'dpv:User',
    fields: {
      latitude: personal({ category: 'pd:GPSCoordinate', purpose: 'preciseLocation' }),
      longitude: personal({ category: 'pd:GPSCoordinate', purpose: 'preciseLocation' }),
    },
  });
  await using sinks = await givenSinks();
  const positions = givenCollector('preciseLocation', Position);
  const route = givenFailingRoute(sinks, 'preciseLocation', Position, {
    latitude: '48.85661337',
    longitude: '2.35222191',
  });
  await using site = await givenApplication(publisherWithLocation, {
    models: [Position],
    relays: sinks.relays,
    routes: mountAll(positions, route.mount),
  });
  const position = { latitude: 43.29648217, longitude: 5.36978439 };
  const refused = await collect(site, positions, position);
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/consent-required$/);
  expect(positions.stored).toEqual([]);
  await expectConsentGate(site, 'preciseLocation');
  await giveConsent(site, 'preciseLocation');
  expect((await collect(site, positions, position)).status).toBe(201);
  expect(positions.stored).toEqual([position]);
  await expectNothingLeaks(site, sinks, route);
  const text = await sinks.text();
  for (const part of ['43.296', '5.369', '48.856', '2.352']) expect(text).not.toContain(part);
});

test.each(['S1-30', 'S1-31'])(
  '%s reading the site asks for no identity and leaves nothing of the reader anywhere',
  async () => {
    await using sinks = await givenSinks();
    await using site = await givenApplication(unnamedPublisherMended, {
      relays: sinks.relays,
      routes: (app, _lawful, privacy) => {
        const logger = sinks.logger(privacy);
        app.get('/articles/:slug', (request, response) => {
          logger.info({ req: request, res: response }, 'read');
          response.json({ title: 'How to read' });
        });
      },
    });
    const reader = canarySubject(['agent', 'cookie', 'query', 'id']);
    const answer = await site.ask('GET', `/articles/how-to-read?ref=${reader.query}`, {
      headers: {
        'user-agent': reader.agent ?? '',
        cookie: `id=${reader.id}; visit=${reader.cookie}`,
        'x-forwarded-for': IPV4,
      },
    });
    expect(answer).toMatchObject({ status: 200, json: { title: 'How to read' } });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await site.records()).toEqual([]);
    expect((await site.privacy.store.read('subject-1')).state).toBeUndefined();
    const text = await sinks.text();
    expect(text).toContain('/articles/:slug');
    expect(text).not.toContain('"traceId"');
    const everything = [text, answer.text, JSON.stringify([...answer.headers])].join('\n');
    for (const value of [...Object.values(reader), IPV4, '127.0.0.1', 'how-to-read?']) {
      expect(everything).not.toContain(value);
    }
  },
);
