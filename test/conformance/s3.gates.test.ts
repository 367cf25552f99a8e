import { expect, test } from 'vitest';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { givenApplication } from './world/application.ts';
import { withExpiry } from './world/expiring.ts';
import {
  expectConsentGate,
  expectContractGate,
  expectObjectionGate,
  giveConsent,
  use,
} from './world/gates.ts';

const SUBJECT = 'subject-1';
const CONTRACT = 'eu-gdpr:A6-1-b';

test('S3-19 the service is provided under the contract, with no consent and whatever is objected', async () => {
  await using site = await givenApplication(bsoftMended);
  await expectContractGate(site, 'serviceProvision', CONTRACT);
});

test('S3-20 answers on use and billing still go out after an opt-out of marketing', async () => {
  await using site = await givenApplication(bsoftMended);
  await giveConsent(site, 'newsletters');
  await site.privacy.object(SUBJECT, { purpose: 'newsletters' });
  await site.privacy.object(SUBJECT, { purpose: 'prospecting' });
  expect((await use(site, 'newsletters')).status).toBe(403);
  await expectContractGate(site, 'userCommunication', CONTRACT);
});

test('S3-21 an account is administered under the contract, with no consent and whatever is objected', async () => {
  await using site = await givenApplication(bsoftMended);
  await expectContractGate(site, 'accountAdministration', CONTRACT);
});

test('S3-22 an objection to protection against abuse is pending until compelling grounds are recorded', async () => {
  await using site = await givenApplication(bsoftMended);
  await expectObjectionGate(site, 'abuseProtection', ['serviceProvision', 'serviceNews']);
  const pending = await use(site, 'abuseProtection');
  expect(String(pending.json.type)).toMatch(/\/restricted-pending-objection$/);
  const override = { purpose: 'abuseProtection', outcome: 'overridden' } as const;
  await expect(site.privacy.rights.decideObjection(SUBJECT, override)).rejects.toMatchObject({
    code: 'request-invalid',
    details: { errors: [{ pointer: '#/justification' }, { pointer: '#/approver' }] },
  });
  expect((await use(site, 'abuseProtection')).status).toBe(403);
  await site.privacy.rights.decideObjection(SUBJECT, {
    ...override,
    justification: 'Accounts of this company are under attack.',
    approver: 'DPO',
  });
  expect((await use(site, 'abuseProtection')).status).toBe(204);
  expect((await site.records()).map(({ reason }) => reason)).toContain('objection.overridden');
});

test('S3-22 an objection that is upheld ends it', async () => {
  await using site = await givenApplication(bsoftMended);
  await site.privacy.object(SUBJECT, { purpose: 'abuseProtection' });
  const upheld = { purpose: 'abuseProtection', outcome: 'upheld' } as const;
  await site.privacy.rights.decideObjection(SUBJECT, upheld);
  const answer = await use(site, 'abuseProtection');
  expect(String(answer.json.type)).toMatch(/\/processing-objected$/);
});

test('S3-23 whoever opts out of news on the service is still told what the contract demands', async () => {
  await using site = await givenApplication(bsoftMended);
  await expectObjectionGate(site, 'serviceNews', ['userCommunication', 'serviceProvision']);
});

test('S3-24 the service is adapted, watched, repaired and measured until the data subject objects', async () => {
  for (const purpose of ['tailoredService', 'solutionHealth', 'problemFixing']) {
    await using site = await givenApplication(bsoftMended);
    await expectObjectionGate(site, purpose, ['usageMeasurement']);
  }
  await using site = await givenApplication(bsoftMended);
  await expectObjectionGate(site, 'usageMeasurement', ['solutionHealth', 'problemFixing']);
});

test('S3-35 prospecting waits for consent, and ends with it', async () => {
  await using site = await givenApplication(withExpiry(bsoftMended, 'prospecting'));
  await expectConsentGate(site, 'prospecting');
});

test('S3-35 an objection to prospecting is a withdrawal of the consent that it rests on', async () => {
  await using site = await givenApplication(bsoftMended);
  await giveConsent(site, 'prospecting');
  expect((await use(site, 'prospecting')).status).toBe(204);
  const outcome = await site.privacy.object(SUBJECT, { purpose: 'prospecting' });
  expect(outcome).toMatchObject({ kind: 'withdrawal', status: 'dpv:ConsentWithdrawn' });
  const { json, status } = await use(site, 'prospecting');
  expect([status, json.consentStatus]).toEqual([403, 'dpv:ConsentWithdrawn']);
});

test('S3-80 consent to the newsletter is withdrawn by one call, and the next one is not sent', async () => {
  await using site = await givenApplication(withExpiry(bsoftMended, 'newsletters'));
  await expectConsentGate(site, 'newsletters');
  await giveConsent(site, 'newsletters');
  expect((await use(site, 'newsletters')).status).toBe(204);
  const withdrawal = await site.ask('DELETE', '/privacy/consents/newsletters', {
    subject: SUBJECT,
  });
  expect(withdrawal.status).toBe(200);
  expect((await use(site, 'newsletters')).status).toBe(403);
});
