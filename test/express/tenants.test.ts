import { lawfulExpress } from '@lawful/express';
import { describe, expect, test } from 'vitest';
import { PEOPLE } from '../scenarios/people.ts';
import { serve, VERSIONS } from './serving.ts';

const { anna } = PEOPLE;
const CHANGE = '/privacy/consents/adverts';
const evidence = { noticeVersion: '1', language: 'en', indication: 'checkbox#adverts' };

describe.each(VERSIONS)('on %s', (_name, module) => {
  test('a right is exercised towards the client whom authentication names, also where the unit was opened before it', async () => {
    await using serving = await serve(module, ({ app, world }) => {
      const clients = new WeakMap<object, string>();
      const lawful = lawfulExpress(world.privacy, {
        subject: (request) => (clients.has(request) ? anna.id : undefined),
        tenant: (request) => clients.get(request),
      });
      app.use(
        (request, _response, next) => {
          lawful.unitOf(request);
          next();
        },
        (request, _response, next) => {
          clients.set(request, String(request.headers['x-client']));
          next();
        },
        module.json(),
      );
      app.use('/privacy', lawful.rights({ authorise: () => anna.id }));
      app.use(lawful.errors());
    });
    const body = JSON.stringify(evidence);
    const answer = await serving.ask('PUT', CHANGE, { body, headers: { 'x-client': 'brewery' } });
    expect(answer).toMatchObject({ status: 200, headers: { 'consent-epoch': '1' } });
    const versionFor = async (tenant: string | undefined) =>
      (await serving.world.privacy.store.read(anna.id, { tenant })).state?.version;
    expect(await versionFor('brewery')).toBe(1);
    expect(await versionFor('bakery')).toBeUndefined();
    expect(await versionFor(undefined)).toBeUndefined();
    expect(await serving.world.records()).toMatchObject([{ kind: 'consent-changed' }]);
  });

  test('a session is told of a withdrawal whose evidence was not accepted, also where only the rights endpoint knows whose it is', async () => {
    await using serving = await serve(module, ({ app, world }) => {
      const lawful = lawfulExpress(world.privacy, { subject: () => undefined });
      app.use('/privacy', lawful.rights({ authorise: async () => anna.id }));
      app.use(lawful.errors());
    });
    serving.world.circumstances.ledger = 'throws';
    const answer = await serving.ask('DELETE', CHANGE);
    expect(answer).toMatchObject({ status: 503, headers: { 'consent-epoch': '1' } });
  });
});
