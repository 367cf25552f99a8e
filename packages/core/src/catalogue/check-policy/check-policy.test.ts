import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flawlessPolicy } from '../../../fixtures/flawless-policy.ts';
import { FLAWS, givenModels, PASSAGES } from '../../../fixtures/flaws.ts';
import { patched } from '../../../fixtures/patched.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import { checkPolicy } from './check-policy.ts';
import { POLICY_FINDINGS } from './codes.ts';
import type { CheckContext } from './rule.ts';

test('a policy that says everything and contradicts nothing has no findings', () => {
  expect(checkPolicy(flawlessPolicy(), { models: givenModels() })).toEqual([]);
});

for (const [code, flaw, context] of FLAWS) {
  test(`${code} is found once the text says ${JSON.stringify(flaw)}`, () => {
    const found = checkPolicy(givenPolicy(flaw), { models: givenModels(), ...context });
    const finding = found.find((each) => each.code === code);
    expect(finding).toMatchObject(POLICY_FINDINGS[code]);
  });
}

test.each(PASSAGES)('a passage noted as %s is a finding at its lines', (flaw) => {
  const flaws = [{ flaw, about: 'A passage.', at: ['l.4', 'l.9'] }];
  const place = { code: flaw, place: 'flaws', at: ['l.4', 'l.9'], message: 'A passage.' };
  expect(checkPolicy(givenPolicy({ flaws }), { models: givenModels() })).toEqual([
    { ...place, ...POLICY_FINDINGS[flaw] },
  ]);
});

test('every code has a flaw in these tests that gives it', () => {
  const tried = new Set<string>([...FLAWS.map(([code]) => code), ...PASSAGES]);
  expect(Object.keys(POLICY_FINDINGS).filter((code) => !tried.has(code))).toEqual([]);
});

test('dated law is read on the day of the check', () => {
  const phone = { purposes: { newsletter: { legalBasis: 'contract', channel: 'phone' } } };
  expect(codesOn('2026-08-10', phone)).not.toContain('superseded-rule');
  expect(codesOn('2026-08-11', phone)).toContain('superseded-rule');
  const shield = { recipients: { cloud: { transfer: { mechanism: 'privacy-shield' } } } };
  expect(codesOn('2020-07-15', shield)).not.toContain('transfer-mechanism-invalid');
  expect(codesOn('2020-07-16', shield)).toContain('transfer-mechanism-invalid');
  const former = { purposes: { invoicing: { legalReference: 'Law 78-17, Art. 38' } } };
  expect(codesOn('2019-05-31', former)).not.toContain('stale-legal-reference');
  expect(codesOn('2019-06-01', former)).toContain('stale-legal-reference');
});

test('a purpose that only a model serves is used', () => {
  const flaw = {
    purposes: { newsletter: { categories: null } },
    recipients: { mailer: { purposes: ['order'] } },
  };
  const codes = (context: CheckContext) =>
    checkPolicy(givenPolicy(flaw), context).map(({ code }) => code);
  expect(codes({ models: givenModels() })).not.toContain('purpose-unused');
  expect(codes({ models: [] })).toContain('purpose-unused');
});

test('marketing to customers or to people in their profession may rest on another basis than consent', () => {
  const interest = { legalBasis: 'legitimate_interests', legitimateInterest: 'Sell more.' };
  const codes = (change: object) =>
    codesOn('2026-11-22', { purposes: { newsletter: { ...interest, ...change } } });
  expect(codes({})).toContain('channel-law-overrides-basis');
  expect(codes({ dataSubjects: ['dpv:Client'] })).not.toContain('channel-law-overrides-basis');
  expect(codes({ audience: 'professional' })).not.toContain('channel-law-overrides-basis');
});

test('a role outside contradicts the promise that nobody outside has access', () => {
  const policy = givenPolicy({
    roles: { partner: { purposes: ['order'], external: true } },
    commitments: [{ promises: 'internal-recipients-only' }],
  });
  const places = checkPolicy(policy).map(({ code, place }) => `${code} ${place}`);
  expect(places).toContain('recipient-contradiction roles.partner');
  expect(places).not.toContain('recipient-contradiction roles.staff');
  expect(places).toContain('recipient-contradiction recipients.mailer');
  expect(places).not.toContain('recipient-contradiction recipients.staff');
});

test('one passage that governs many purposes is one finding that counts them', () => {
  const retention = {
    startEvent: 'contract.end',
    action: 'erase',
    rationale: 'Proof.',
    at: 'l.67',
  };
  const all = ['order', 'invoicing', 'fraud', 'newsletter', 'audience'];
  const purposes = Object.fromEntries(all.map((name) => [name, { retention: [retention] }]));
  const found = checkPolicy(givenPolicy({ purposes }), { models: givenModels() });
  expect(found.map(({ code, place, at }) => ({ code, place, at }))).toEqual([
    {
      code: 'retention-not-determined',
      place:
        'purposes.order.retention, purposes.invoicing.retention, purposes.fraud.retention and 2 more',
      at: ['l.67'],
    },
  ]);
});

test('checking is pure: any combination of flaws gives the same findings twice and never throws', () => {
  const flaws = FLAWS.map(([, flaw]) => flaw);
  const combination = fc.uniqueArray(fc.constantFrom(...flaws), {
    maxLength: 8,
    // One flaw per declaration: two of them in the same one need not make a policy.
    selector: (flaw) => JSON.stringify(flaw).split('"').slice(0, 4).join(),
  });
  fc.assert(
    fc.property(combination, (some) => {
      const policy = some.reduce(patched, flawlessPolicy());
      const before = JSON.stringify(policy);
      const once = checkPolicy(policy, { models: givenModels() });
      expect(checkPolicy(policy, { models: givenModels() })).toEqual(once);
      expect(JSON.stringify(policy)).toBe(before);
    }),
    { numRuns: 200 },
  );
});

function codesOn(on: string, flaw: object): readonly string[] {
  return checkPolicy(givenPolicy(flaw), { models: givenModels(), on }).map(({ code }) => code);
}

function givenPolicy(flaw: object): PolicyInput {
  return patched(flawlessPolicy(), flaw);
}
