import { addDuration } from '@lawful/core';
import { expect } from 'vitest';
import type { Application } from './application.ts';

const SUBJECT = 'subject-1';

/**
 * T-C: without a record 403 `consent-required`, the handler not called, a denial recorded; given, it passes; withdrawn,
 * 403 on the very next call; expired, 403.
 */
export async function expectConsentGate(site: Application, purpose: string): Promise<void> {
  await expectRefused(site, purpose, 'consent-required', 'consent_missing');
  await giveConsent(site, purpose);
  await expectAllowed(site, purpose, 'eu-gdpr:A6-1-a');
  await site.ask('DELETE', `/privacy/consents/${purpose}`, { subject: SUBJECT });
  const withdrawn = await expectRefused(site, purpose, 'consent-required', 'consent_withdrawn');
  expect(withdrawn.consentStatus).toBe('dpv:ConsentWithdrawn');
  await giveConsent(site, purpose);
  await expectAllowed(site, purpose, 'eu-gdpr:A6-1-a');
  const duration = site.privacy.catalogue.purposes.get(purpose)?.input.consent?.duration;
  if (duration === undefined) return;
  const given = site.now;
  site.now = addDuration(given, duration) - 1;
  await expectAllowed(site, purpose, 'eu-gdpr:A6-1-a');
  site.now = addDuration(given, duration);
  await expectRefused(site, purpose, 'consent-required', 'consent_expired');
  site.now = given;
}

/** T-O: passes by default on Art. 6(1)(f); after an objection 403, and the other purposes go on. */
export async function expectObjectionGate(
  site: Application,
  purpose: string,
  unaffected: readonly string[] = [],
): Promise<void> {
  await expectAllowed(site, purpose, 'eu-gdpr:A6-1-f');
  await site.privacy.object(SUBJECT, { purpose });
  const handled = site.handled(purpose);
  const answer = await site.ask('POST', `/use/${purpose}`, { subject: SUBJECT });
  expect(answer.status).toBe(403);
  expect(String(answer.json.type)).toMatch(/(processing-objected|restricted-pending-objection)$/);
  expect(site.handled(purpose)).toBe(handled);
  for (const other of unaffected) expect((await use(site, other)).status).toBe(204);
}

/** T-K: passes with an empty consent store, before and after an objection that does not apply. */
export async function expectContractGate(
  site: Application,
  purpose: string,
  basis: string,
): Promise<void> {
  await expectAllowed(site, purpose, basis);
  await expect(site.privacy.object(SUBJECT, { purpose })).rejects.toMatchObject({
    code: 'right-not-applicable',
  });
  await expectAllowed(site, purpose, basis);
}

/** Gives a valid consent over HTTP. */
export async function giveConsent(
  site: Application,
  purpose: string,
  more: object = {},
  subject = SUBJECT,
): Promise<void> {
  const { version } = site.privacy.catalogue;
  const body = {
    noticeVersion: version,
    language: 'fr',
    indication: `checkbox#${purpose}`,
    ...more,
  };
  const answer = await site.ask('PUT', `/privacy/consents/${purpose}`, { subject, body });
  expect(answer.status, answer.text).toBe(200);
}

/** Asks the gate of a purpose. */
export function use(site: Application, purpose: string, subject = SUBJECT) {
  return site.ask('POST', `/use/${purpose}`, { subject });
}

async function expectAllowed(site: Application, purpose: string, basis: string): Promise<void> {
  const handled = site.handled(purpose);
  const answer = await use(site, purpose);
  expect(answer.status, answer.text).toBe(204);
  expect(site.handled(purpose)).toBe(handled + 1);
  const record = (await site.records()).findLast((it) => it.kind === 'decision');
  expect(record).toMatchObject({ outcome: 'allow', purpose });
  expect(record?.legalBasis?.startsWith(basis), record?.legalBasis).toBe(true);
}

async function expectRefused(site: Application, purpose: string, slug: string, reason: string) {
  const handled = site.handled(purpose);
  const answer = await use(site, purpose);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(String(answer.json.type).endsWith(`/${slug}`), String(answer.json.type)).toBe(true);
  expect(site.handled(purpose), 'the handler did not run').toBe(handled);
  expect((await site.records()).at(-1)).toMatchObject({
    kind: 'decision',
    outcome: 'deny',
    reason,
    purpose,
  });
  return answer.json;
}
