import { expect, test } from 'vitest';
import { findingsOf } from './boot.ts';
import { oksigenMended } from './policies/oksigen/mended.ts';
import { oksigen } from './policies/oksigen/policy.ts';
import { givenApplication } from './world/application.ts';
import { use } from './world/gates.ts';
import { expectNoticeSays, noticeOf } from './world/notices.ts';

const SUBJECT = 'subject-1';

test('S4-03 the notice says who the controller is: name, capital, seat, number in the register', async () => {
  await using site = await givenApplication(oksigenMended);
  for (const literal of [
    'OKSIGEN',
    '20 000 euros',
    '3 place Albert Camus-Immeuble Zéro Newton 44200 NANTES',
    'RCS Nantes 831 002 670',
  ]) {
    await expectNoticeSays(site, literal);
  }
  const { controller } = await noticeOf(site);
  expect(controller).toMatchObject({ name: 'OKSIGEN', country: 'FR' });
});

test('S4-11 a click counts as consent with what proves it, and without that it does not', async () => {
  await using site = await givenApplication(oksigenMended);
  const address = '/privacy/consents/personalisedStatistics';
  const evidence = {
    noticeVersion: site.privacy.catalogue.version,
    language: 'fr',
    indication: 'button#accept-statistics',
  };
  for (const missing of Object.keys(evidence)) {
    const body = { ...evidence, [missing]: undefined };
    const answer = await site.ask('PUT', address, { subject: SUBJECT, body });
    expect(answer.status, missing).toBe(422);
    expect(String(answer.json.type)).toMatch(/\/consent-not-valid$/);
    expect(answer.json.errors).toContainEqual({
      pointer: `#/${missing}`,
      detail: expect.any(String),
    });
    expect((await use(site, 'personalisedStatistics')).status).toBe(403);
  }
  const given = await site.ask('PUT', address, { subject: SUBJECT, body: evidence });
  expect(given.status).toBe(200);
  const receipt = await site.ask('GET', `${address}/receipt`, { subject: SUBJECT });
  expect(receipt.text).toContain('button#accept-statistics');
  expect(receipt.text).toContain('"dpv:isIndicatedAtTime":"2026-11-22T09:00:00');
  expect(receipt.text).toContain(`"dct:hasVersion":"${evidence.noticeVersion}"`);
});

test('S4-58 the notice and every refusal of a right give name and address of the CNIL', async () => {
  await using site = await givenApplication(oksigenMended);
  const cnil = { name: 'CNIL', address: '3 Places de Fontenoy, 75007 Paris' };
  expect((await noticeOf(site)).supervisoryAuthority).toMatchObject(cnil);
  await expectNoticeSays(site, cnil.address);
  const body = { noticeVersion: '1', language: 'fr', indication: 'checkbox#sale' };
  const refusal = await site.ask('PUT', '/privacy/consents/sale', { subject: SUBJECT, body });
  expect(refusal.status).toBe(409);
  expect(String(refusal.json.type)).toMatch(/\/right-not-applicable$/);
  expect(refusal.json.supervisoryAuthority).toMatchObject(cnil);
});

test('S4-59 rights are exercised by e-mail and by post', async () => {
  await using site = await givenApplication(oksigenMended);
  const { rights } = await noticeOf(site);
  expect(rights.length).toBeGreaterThan(6);
  for (const { isExercisedAt } of rights) {
    expect(isExercisedAt).toContain('lrobet@oksigen.fr');
    expect(isExercisedAt).toContain(
      'OKSIGEN, 3 place Albert Camus-Immeuble Zéro Newton 44200 NANTES',
    );
  }
});

test('S4-61 the text leaves restriction out, and restricting works all the same', async () => {
  expect(findingsOf(oksigen, 'right-missing').map(({ message }) => message)).toEqual([
    expect.stringContaining('A18'),
  ]);
  await using site = await givenApplication(oksigenMended, {
    routes: (app, _lawful, privacy) => {
      app.post('/restrictions', async (request, response) => {
        await privacy.restrict(String(request.headers['x-subject']), request.body);
        response.status(201).end();
      });
    },
  });
  expect((await noticeOf(site)).rights.map(({ right }) => right)).toContain('restriction');
  expect((await use(site, 'sale')).status).toBe(204);
  const body = { ground: 'accuracy-contested' };
  expect((await site.ask('POST', '/restrictions', { subject: SUBJECT, body })).status).toBe(201);
  for (const purpose of ['sale', 'customerRelations', 'accounting']) {
    const answer = await use(site, purpose);
    expect(String(answer.json.type), purpose).toMatch(/\/processing-restricted$/);
  }
});

test('S4-83 the register describes technical and organisational measures', async () => {
  await using site = await givenApplication(oksigenMended);
  const { technicalMeasures, organisationalMeasures, controller } = site.privacy.register();
  expect(technicalMeasures.length).toBeGreaterThan(0);
  expect(organisationalMeasures.length).toBeGreaterThan(0);
  expect(controller.activities.length).toBeGreaterThan(10);
  for (const activity of controller.activities) {
    expect(activity.technicalMeasures.length).toBeGreaterThan(0);
    expect(activity.organisationalMeasures.length).toBeGreaterThan(0);
  }
});

test('S4-89 the notice names the data protection officer', async () => {
  await using site = await givenApplication(oksigenMended);
  expect((await noticeOf(site)).dataProtectionOfficer?.contact).toBe('irobet@oksigen.fr');
  await expectNoticeSays(site, 'irobet@oksigen.fr');
});

test('S4-93 everybody can read the policy, without saying who they are', async () => {
  await using site = await givenApplication(oksigenMended);
  for (const accept of ['application/json', 'text/html', 'text/markdown']) {
    const answer = await site.ask('GET', '/privacy/notice', { headers: { accept } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.text).toContain('OKSIGEN');
  }
  expect(await site.records()).toEqual([]);
});

test('S4-96 the notice says that French law applies', async () => {
  await using site = await givenApplication(oksigenMended);
  expect((await noticeOf(site)).jurisdiction).toBe('loc:FR');
});
