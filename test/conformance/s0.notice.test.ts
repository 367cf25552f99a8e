import { expect, test } from 'vitest';
import { bootErrors, variant } from './boot.ts';
import { definePolicy } from './core.ts';
import { orusbijouxMended } from './mended/orusbijoux.ts';
import { givenApplication } from './world/application.ts';
import { exportOf } from './world/exports.ts';
import { use } from './world/gates.ts';
import { expectNoticeSays, noticeOf } from './world/notices.ts';

const SUBJECT = 'subject-1';

test('S0-01 the notice says from when it applies, and every decision is stamped with its version', async () => {
  await using site = await givenApplication(orusbijouxMended);
  const { version, effectiveFrom } = await noticeOf(site);
  expect(effectiveFrom).toBe('2018-05-25');
  await use(site, 'purchase');
  await site.privacy.object(SUBJECT, { purpose: 'followUp' });
  await use(site, 'followUp');
  const decisions = (await site.records()).filter(({ kind }) => kind === 'decision');
  expect(decisions.map(({ outcome }) => outcome)).toEqual(['allow', 'deny']);
  expect(new Set(decisions.map(({ policyVersion }) => policyVersion))).toEqual(new Set([version]));
});

test('S0-04 the notice names the team for data protection; without it nothing starts', async () => {
  await using site = await givenApplication(orusbijouxMended);
  const { dataProtectionContact, controller } = await noticeOf(site);
  expect(dataProtectionContact?.name).toBe('Data protection team');
  expect(dataProtectionContact?.address).not.toBe(controller?.address);
  await expectNoticeSays(site, 'Data protection team');
  const { dataProtectionContact: _team, ...silent } = orusbijouxMended;
  expect(bootErrors(silent)).toMatchObject([{ code: 'privacy-contact-missing', at: ['l.13'] }]);
});

test('S0-06 a new version rules from its instant on: a purpose that it adds is refused a second before', async () => {
  const { individualNeeds, ...first } = orusbijouxMended.purposes;
  const roles = { team: { purposes: Object.keys(first), at: 'l.63' } };
  const second = variant(orusbijouxMended, { version: '2', effectiveFrom: '2026-12-01' });
  const before = definePolicy(variant(orusbijouxMended, { purposes: first, roles }));
  expect(individualNeeds).toBeDefined();
  // The routes of both versions are there all the time; the clock decides which version rules.
  const now = '2026-12-01T00:00:00Z';
  await using site = await givenApplication(second, { versions: [before], now });
  const start = site.now;

  site.now = start - 1_000;
  expect((await use(site, 'individualNeeds')).status).toBe(403);
  expect((await use(site, 'purchase')).status).toBe(204);
  expect((await noticeOf(site)).version).toBe('2018-05-25');
  site.now = start + 1_000;
  expect((await use(site, 'individualNeeds')).status).toBe(204);
  expect((await noticeOf(site)).version).toBe('2');
  // The older notice stays where it was, for whoever was shown it.
  const shown = await noticeOf(site, { version: '2018-05-25' });
  expect(shown.purposes.map(({ id }) => id)).not.toContain('individualNeeds');
  const decisions = (await site.records()).filter(({ kind }) => kind === 'decision');
  expect(
    decisions.map(({ outcome, purpose, policyVersion }) => [outcome, purpose, policyVersion]),
  ).toEqual([
    ['deny', 'individualNeeds', '2018-05-25'],
    ['allow', 'purchase', '2018-05-25'],
    ['allow', 'individualNeeds', '2'],
  ]);
});

test('S0-23 notice and register list the six kinds of data by their terms', async () => {
  await using site = await givenApplication(orusbijouxMended);
  const six = [
    'pd:Name',
    'pd:EmailAddress',
    'pd:PhysicalAddress',
    'pd:TelephoneNumber',
    'pd:BankAccount',
  ];
  const { purposes } = await noticeOf(site);
  const noticed = purposes.find(({ id }) => id === 'purchase');
  expect(noticed?.categories.map(({ id }) => id)).toEqual(six);
  const { controller, processor } = site.privacy.register();
  const kept = controller.activities.find(({ purpose }) => purpose === 'purchase');
  expect(kept?.categories.map(({ id }) => id)).toEqual(six);
  // Last name and first name are one category; no activity has any that the text does not name.
  for (const { categories } of [...controller.activities, ...processor.activities]) {
    expect(six).toEqual(expect.arrayContaining(categories.map(({ id }) => id)));
  }
});

test('S0-43 every refusal of a right and every copy of the data names the CNIL', async () => {
  await using site = await givenApplication(orusbijouxMended);
  const authority = {
    name: expect.stringContaining('CNIL'),
    term: 'legal-fr:DPA-FR',
    url: 'https://www.cnil.fr',
  };
  for (const purpose of ['purchase', 'invoicing', 'followUp']) {
    const refused = await site.ask('DELETE', `/privacy/consents/${purpose}`, { subject: SUBJECT });
    expect(refused.status, purpose).toBe(409);
    expect(String(refused.json.type)).toMatch(/\/right-not-applicable$/);
    expect(refused.json.supervisoryAuthority).toMatchObject(authority);
    expect(refused.json.remedy).toBeDefined();
  }
  for (const scope of ['access', 'portability'] as const) {
    expect((await exportOf(site, SUBJECT, scope)).supervisoryAuthority).toMatchObject(authority);
  }
});
