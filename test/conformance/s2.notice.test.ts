import { noticeHash } from '@lawful/core';
import { expect, test } from 'vitest';
import { bootErrors } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { luximMended } from './policies/luxim/mended.ts';
import { givenApplication } from './world/application.ts';
import { giveConsent, use } from './world/gates.ts';
import { noticeOf } from './world/notices.ts';

const SUBJECT = 'subject-1';

test('S2-75 the register lists the training of staff among the measures', async () => {
  await using site = await givenApplication(luximMended);
  const { organisationalMeasures } = site.privacy.register();
  expect(organisationalMeasures.map(({ text }) => text)).toContain('Training of staff');
});

test('S2-80 the notice links seven networks, and none of them is a recipient', async () => {
  await using site = await givenApplication(luximMended);
  const { links, recipients } = await noticeOf(site);
  const names = ['Instagram', 'Facebook', 'X', 'YouTube', 'TikTok', 'Telegram', 'WhatsApp'];
  expect(links.map(({ name }) => name)).toEqual(names);
  for (const { url } of links) expect(url).toMatch(/^https:\/\/[a-z]+\.(com|org)$/);
  expect(recipients.filter(({ name }) => name !== undefined && names.includes(name))).toEqual([]);
});

test('S2-94 what a new version adds waits until a data subject was told, and old consents name the old version', async () => {
  const { support } = luximMended.purposes;
  const second: PolicyInput = {
    ...luximMended,
    version: '2',
    effectiveFrom: '2026-12-01',
    // The text applies new terms on publication (l.112): Art. 13(3) asks for information before.
    newPurposesApply: 'notice-delivered',
    purposes: {
      ...luximMended.purposes,
      productTests: { ...support, is: 'dpv:ServiceOptimisation' },
    },
  };
  expect(bootErrors(second)).toEqual([]);
  await using site = await givenApplication(second, {
    versions: [luximMended],
    now: '2026-11-30T23:59:59Z',
    routes: (app, lawful) => {
      const gate = lawful.processing('productTests', { operation: 'dpv:Use', returns: 'nothing' });
      app.post('/use/productTests', gate, (_request, response) => {
        response.status(204).end();
      });
    },
  });
  await giveConsent(site, 'newsletter');
  expect((await use(site, 'newsletter')).status).toBe(204);
  site.now = Date.parse('2026-12-01T00:00:00Z');
  const untold = await use(site, 'productTests');
  expect(untold.status).toBe(403);
  expect((await site.records()).at(-1)).toMatchObject({
    outcome: 'deny',
    reason: 'notice_not_delivered',
    policyVersion: '2',
  });
  expect((await use(site, 'support')).status).toBe(204);
  await site.privacy.rights.noteNotice(SUBJECT, { version: '2', change: 'delivered' });
  expect((await use(site, 'productTests')).status).toBe(204);
  expect((await use(site, 'productTests', 'somebody else')).status).toBe(403);
  const receipt = await site.ask('GET', '/privacy/consents/newsletter/receipt', {
    subject: SUBJECT,
  });
  expect(receipt.text).toContain('"dct:hasVersion":"1"');
  expect(receipt.text).not.toContain('"dct:hasVersion":"2"');
});

test('S2-95 the notice is served in each language and says that the French text binds', async () => {
  await using site = await givenApplication(luximMended);
  for (const language of ['en', 'fr']) {
    const answer = await site.ask('GET', '/privacy/notice', {
      headers: { 'accept-language': language },
    });
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.json).toMatchObject({ language, authoritativeLanguage: 'fr' });
  }
  await giveConsent(site, 'newsletter', { language: 'en' });
  const address = '/privacy/consents/newsletter/receipt';
  const receipt = await site.ask('GET', address, { subject: SUBJECT });
  const shown = noticeHash(await noticeOf(site, { language: 'en' }));
  expect(receipt.text).toContain('"dct:language":"en"');
  expect(receipt.text).toContain(`"x:textHash":"${shown}"`);
  expect(shown).not.toBe(noticeHash(await noticeOf(site, { language: 'fr' })));
});

test('S2-96 the notice says that French law applies and the CNIL watches', async () => {
  await using site = await givenApplication(luximMended);
  const { jurisdiction, supervisoryAuthority } = await noticeOf(site);
  expect(jurisdiction).toBe('loc:FR');
  expect(supervisoryAuthority?.term).toBe('legal-fr:DPA-FR');
});
