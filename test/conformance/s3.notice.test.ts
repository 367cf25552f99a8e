import { expect, test } from 'vitest';
import { bootErrors, findingsOf, linesOf } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { definePolicy } from './core.ts';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { bsoft } from './policies/bsoft/policy.ts';
import { givenApplication } from './world/application.ts';
import { use } from './world/gates.ts';
import { expectNoticeSays, noticeOf } from './world/notices.ts';

const SUBJECT = 'subject-1';

test('S3-01 the notice says when it was updated, which is its version', async () => {
  await using site = await givenApplication(bsoftMended);
  const notice = await noticeOf(site);
  expect(notice.updatedAt).toBe('2024-10-18');
  expect(notice.version).toBe(notice.updatedAt);
});

test('S3-15 the notice names the data protection officer with both addresses', async () => {
  await using site = await givenApplication(bsoftMended);
  const { dataProtectionOfficer } = await noticeOf(site);
  expect(dataProtectionOfficer?.contact).toBe('dpo@bsoft.fr');
  await expectNoticeSays(site, 'dpo@bsoft.fr');
  await expectNoticeSays(site, '4 rue Coste, 69300 Caluire et Cuire');
});

test('S3-43 every duration of the notice says why it is that long, and one that does not is a finding', async () => {
  await using site = await givenApplication(bsoftMended);
  const { purposes } = await noticeOf(site);
  const durations = purposes.flatMap(({ retention }) => retention);
  expect(durations.length).toBeGreaterThan(10);
  for (const { rationale, legalReference } of durations) {
    expect(rationale?.text ?? legalReference).toMatch(/\S/);
  }
  const unexplained = definePolicy<string>({
    ...bsoftMended,
    purposes: {
      ...bsoftMended.purposes,
      serviceProvision: {
        ...bsoftMended.purposes.serviceProvision,
        retention: { startEvent: 'service.end', duration: 'P3Y', action: 'erase' },
      },
    },
  });
  expect(findingsOf(bsoftMended, 'retention-unjustified')).toEqual([]);
  expect(findingsOf(unexplained, 'retention-unjustified')).toHaveLength(1);
});

test('S3-75 the register lists firewalls among the technical measures', async () => {
  await using site = await givenApplication(bsoftMended);
  const register = site.privacy.register();
  expect(register.technicalMeasures.map(({ text }) => text)).toContain('Firewalls');
  for (const { technicalMeasures } of register.controller.activities) {
    expect(technicalMeasures.map(({ text }) => text)).toContain('Firewalls');
  }
});

test('S3-79 the text leaves the right to object out, and the law gives it all the same', async () => {
  expect(findingsOf(bsoft, 'right-missing').map(({ message }) => message)).toEqual([
    expect.stringContaining('A21'),
  ]);
  await using site = await givenApplication(bsoftMended, {
    routes: (app, _lawful, privacy) => {
      app.post('/objections/:purpose', async ({ params, headers }, response) => {
        const subject = String(headers['x-subject']);
        const { status } = await privacy.object(subject, { purpose: params.purpose });
        response.status(201).json({ status });
      });
    },
  });
  expect((await noticeOf(site)).rights.map(({ right }) => right)).toContain('objection');
  const objection = await site.ask('POST', '/objections/serviceNews', { subject: SUBJECT });
  expect([objection.status, objection.json]).toEqual([201, { status: 'pending' }]);
  expect((await use(site, 'serviceNews')).status).toBe(403);
});

test('S3-81 rights are exercised by e-mail to the officer, and an operator takes in what comes that way', async () => {
  await using site = await givenApplication(bsoftMended);
  const { rights } = await noticeOf(site);
  for (const { isExercisedAt } of rights) expect(isExercisedAt).toContain('dpo@bsoft.fr');
  const operator = { actor: 'staff' } as const;
  await site.privacy.object(SUBJECT, { purpose: 'serviceNews' }, operator);
  await site.privacy.rights.withdraw(SUBJECT, 'newsletters', {}, operator);
  await site.privacy.restrict(SUBJECT, { ground: 'accuracy-contested' }, operator);
  const scope = { scope: 'access', language: 'fr', ...operator } as const;
  const { chunks } = await site.privacy.rights.export(SUBJECT, scope);
  let copy = '';
  for await (const chunk of chunks) copy += chunk;
  expect(JSON.parse(copy)).toMatchObject({ right: 'eu-gdpr:A15', complete: true });
  expect((await site.records()).map(({ kind, actor }) => [kind, actor?.type])).toEqual([
    ['objection-changed', 'staff'],
    ['consent-changed', 'staff'],
    ['restriction-changed', 'staff'],
    ['export-opened', 'staff'],
    ['export-closed', 'staff'],
  ]);
});

test('S3-82 the notice gives both addresses of the CNIL; the text calls the postal one an e-mail', async () => {
  await using site = await givenApplication(bsoftMended);
  expect((await noticeOf(site)).supervisoryAuthority).toEqual({
    name: 'CNIL',
    term: 'legal-fr:DPA-FR',
    url: 'https://www.cnil.fr/fr/plaintes',
    address: '3 place de Fontenoy, TSA 80715, 75334 PARIS CEDEX 07',
  });
  expect(linesOf(bsoft, 'mislabelled-contact')).toEqual([['l.201']]);
});

test('S3-85 earlier versions stay readable, to the byte, and are linked', async () => {
  const later: PolicyInput = {
    ...bsoftMended,
    version: '2025-11-03',
    effectiveFrom: '2025-11-03',
    updatedAt: '2025-11-03',
    announcedAt: '2025-10-18',
  };
  await using site = await givenApplication(later, {
    versions: [bsoftMended],
    now: '2025-11-02T23:59:59Z',
  });
  const before = await site.ask('GET', '/privacy/notice');
  expect(before.json.version).toBe('2024-10-18');
  site.now = Date.parse('2025-11-03T00:00:00Z');
  const current = await site.ask('GET', '/privacy/notice');
  expect(current.json.version).toBe('2025-11-03');
  expect(current.headers.get('link')).toContain(
    '</privacy/notice?version=2024-10-18>; rel="predecessor-version"',
  );
  const archived = await site.ask('GET', '/privacy/notice?version=2024-10-18');
  expect(archived.text).toBe(before.text);
  expect(archived.headers.get('etag')).toBe(before.headers.get('etag'));
  expect(bootErrors(later)).toEqual([]);
});
