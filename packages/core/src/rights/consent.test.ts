import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import type { PolicyInput } from '../declare/policy-input.ts';
import { isPrivacyError, PrivacyError } from '../errors.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { RightsContext } from './context.ts';
import type { RightsFacts } from './facts.ts';
import { createRights } from './rights.ts';

const ADA = 'ada';
const EVIDENCE = { noticeVersion: '3', language: 'en', indication: 'checkbox#newsletter' };

test('a consent is stored with its evidence, to which the server adds the time and the hash of the text shown', async () => {
  const { rights, store } = givenRights();
  const standing = await rights.give(ADA, 'newsletter', { ...EVIDENCE, surplus: 'dropped' });
  expect(standing).toEqual({
    purpose: 'newsletter',
    status: 'dpv:ConsentGiven',
    since: '2026-11-22T09:00:00.000Z',
    explicit: false,
    noticeVersion: '3',
    expiresAt: '2027-12-22T09:00:00.000Z',
    renewalRequired: false,
    recordId: 'id-1',
    epoch: 1,
  });
  expect(await store.history(ADA)).toEqual([
    {
      id: 'id-1',
      at: '2026-11-22T09:00:00.000Z',
      actor: 'data-subject',
      type: 'consent.given',
      purpose: 'newsletter',
      explicit: false,
      expiresAt: '2027-12-22T09:00:00.000Z',
      evidence: { ...EVIDENCE, textHash: 'hash of 3 en' },
    },
  ]);
});

test('a consent that is given again before it ends is a renewal', async () => {
  const { rights } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  const again = await rights.give(ADA, 'newsletter', EVIDENCE);
  expect(again.status).toBe('dpv:RenewedConsentGiven');
});

test.each([
  ['a version that was never published', { ...EVIDENCE, noticeVersion: '99' }, 'missing-evidence'],
  ['a version without any number', { ...EVIDENCE, noticeVersion: 'latest' }, 'missing-evidence'],
  ['no act', { ...EVIDENCE, indication: '' }, 'missing-evidence'],
  ['scrolling', { ...EVIDENCE, indication: 'scroll' }, 'implied'],
])('%s proves no consent, and nothing is stored', async (_what, evidence, reason) => {
  const { rights, store } = givenRights();
  const error = await errorOf(rights.give(ADA, 'newsletter', evidence));
  expect([error.code, error.details.members]).toEqual(['consent-not-valid', { reason }]);
  expect(await store.history(ADA)).toEqual([]);
});

test('a notice that has materially changed for the purpose since is stale', async () => {
  const { rights } = givenRights();
  const old = { ...EVIDENCE, noticeVersion: '1' };
  const error = await errorOf(rights.give(ADA, 'profile', old));
  expect([error.code, error.details.members]).toEqual([
    'notice-stale',
    { purposes: ['profile'], noticeVersion: '1', currentVersion: '3' },
  ]);
  expect((await rights.give(ADA, 'newsletter', old)).noticeVersion).toBe('1');
});

test('an older notice does not inform of a purpose that it did not name', async () => {
  const { rights } = givenRights({ previous: true });
  const error = await errorOf(rights.give(ADA, 'profile', { ...EVIDENCE, noticeVersion: '2' }));
  expect(error.code).toBe('notice-stale');
});

test('consent that must be explicit is not valid without an express act', async () => {
  const { rights } = givenRights();
  const error = await errorOf(rights.give(ADA, 'care', EVIDENCE));
  expect(error.details.errors).toEqual([{ pointer: '#/explicit', detail: 'must be explicit' }]);
  expect((await rights.give(ADA, 'care', { ...EVIDENCE, explicit: true })).explicit).toBe(true);
});

test.each([
  ['order', 'eu-gdpr:A6-1-b', 'justifications:ContractPerformanceNecessity'],
  ['accounting', 'eu-gdpr:A6-1-c', 'justifications:LegalObligationImpaired'],
  ['security', 'eu-gdpr:A6-1-f', 'justifications:LegallyExempted'],
])(
  'nobody consents to, refuses or withdraws from %s, which rests on another basis',
  async (purpose, legalBasis, justification) => {
    const { rights, store } = givenRights();
    for (const act of [
      rights.give(ADA, purpose, EVIDENCE),
      rights.refuse(ADA, purpose, EVIDENCE),
      rights.withdraw(ADA, purpose),
    ]) {
      const error = await errorOf(act);
      expect([error.code, error.details.members]).toEqual([
        'right-not-applicable',
        { purposes: [purpose], right: 'eu-gdpr:A7-3', legalBasis, justification },
      ]);
    }
    expect(await store.history(ADA)).toEqual([]);
  },
);

test('what the law of a channel demands consent for takes it, whatever the basis', async () => {
  const { rights } = givenRights();
  expect((await rights.give(ADA, 'offers', EVIDENCE)).status).toBe('dpv:ConsentGiven');
});

test.each(['unknown', '__proto__', 'constructor', ''])('%o is no purpose', async (purpose) => {
  const { rights } = givenRights();
  expect((await errorOf(rights.give(ADA, purpose, EVIDENCE))).code).toBe('not-found');
  expect((await errorOf(rights.withdraw(ADA, purpose))).code).toBe('not-found');
});

test('a consent can be limited to one recipient or one channel that the policy declares', async () => {
  const { rights } = givenRights();
  const partner = await rights.give(ADA, 'newsletter', { ...EVIDENCE, recipient: 'partner' });
  expect([partner.recipient, partner.status]).toEqual(['partner', 'dpv:ConsentGiven']);
  const email = await rights.give(ADA, 'newsletter', { ...EVIDENCE, channel: 'email' });
  expect(email.channel).toBe('email');
  for (const scope of [
    { recipient: 'nobody' },
    { channel: 'phone' },
    { channel: 'email', recipient: 'partner' },
  ]) {
    const error = await errorOf(rights.give(ADA, 'newsletter', { ...EVIDENCE, ...scope }));
    expect(error.code).toBe('request-invalid');
  }
});

test('refusing takes the same evidence and leaves a record', async () => {
  const { rights, facts } = givenRights();
  expect((await errorOf(rights.refuse(ADA, 'newsletter', {}))).code).toBe('consent-not-valid');
  const standing = await rights.refuse(ADA, 'newsletter', EVIDENCE);
  expect(standing.status).toBe('dpv:ConsentRefused');
  expect(facts.map((it) => it.kind === 'consent-changed' && it.consentStatus)).toEqual([
    'dpv:ConsentRefused',
  ]);
});

test('withdrawing needs no evidence, is possible where nothing was given, and can be repeated', async () => {
  const { rights } = givenRights();
  const first = await rights.withdraw(ADA, 'newsletter');
  const second = await rights.withdraw(ADA, 'newsletter');
  expect([first.status, second.status]).toEqual(['dpv:ConsentWithdrawn', 'dpv:ConsentWithdrawn']);
  expect(second.since).toBe(first.since);
});

test('a consent can be withdrawn also where the purpose has come to rest on another basis', async () => {
  const { rights, store } = givenRights();
  await store.append(ADA, {
    id: 'before',
    at: '2026-01-01T00:00:00.000Z',
    actor: 'data-subject',
    type: 'consent.given',
    purpose: 'security',
    explicit: false,
    evidence: { ...EVIDENCE, textHash: 'hash' },
  });
  expect((await rights.withdraw(ADA, 'security')).status).toBe('dpv:ConsentWithdrawn');
});

test('a withdrawal also ends consents to single recipients', async () => {
  const { rights } = givenRights();
  await rights.give(ADA, 'newsletter', { ...EVIDENCE, recipient: 'partner' });
  await rights.withdraw(ADA, 'newsletter');
  const { purposes } = await rights.list(ADA);
  const newsletter = purposes.find(({ purpose }) => purpose === 'newsletter');
  expect(newsletter?.consent?.narrower.map(({ status }) => status)).toEqual([
    'dpv:ConsentWithdrawn',
  ]);
});

test('every change is witnessed by names alone, after it is stored', async () => {
  const { rights, facts, store } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  const { state } = await store.read(ADA);
  expect(facts).toEqual([
    {
      kind: 'consent-changed',
      event: 'consent.given',
      subject: ADA,
      salt: state?.salt,
      actor: 'data-subject',
      catalogue: expect.anything(),
      now: Date.parse('2026-11-22T09:00:00Z'),
      recordId: 'id-1',
      right: 'eu-gdpr:A7-3',
      purpose: 'newsletter',
      legalBasis: 'eu-gdpr:A6-1-a',
      recipient: undefined,
      consentStatus: 'dpv:ConsentGiven',
      fields: undefined,
    },
  ]);
});

test('a withdrawal holds even where the ledger does not accept its record', async () => {
  const { rights, store } = givenRights({
    witness: () => {
      throw new PrivacyError('audit-unavailable');
    },
  });
  expect((await errorOf(rights.withdraw(ADA, 'newsletter', {}, { id: 'w' }))).code).toBe(
    'audit-unavailable',
  );
  const { state } = await store.read(ADA);
  expect(state?.consents.map(({ status }) => status)).toEqual(['dpv:ConsentWithdrawn']);
  await errorOf(rights.withdraw(ADA, 'newsletter', {}, { id: 'w' }));
  expect(await store.history(ADA)).toHaveLength(1);
});

test.each([
  [
    'throws',
    () => {
      throw new Error('row of cnry-ada');
    },
  ],
  ['rejects', () => Promise.reject(new Error('row of cnry-ada'))],
  ['hangs', () => new Promise<never>(() => undefined)],
])('a store that %s leaves the state unknown, and tells nothing of why', async (_how, append) => {
  const { rights } = givenRights({ store: { append } });
  const error = await errorOf(rights.withdraw(ADA, 'newsletter'));
  expect(error.code).toBe('state-unknown');
  expect(String(error.stack)).not.toContain('cnry');
});

async function errorOf(act: Promise<unknown>): Promise<PrivacyError> {
  const error: unknown = await act.then(
    () => new Error('it was let through'),
    (thrown: unknown) => thrown,
  );
  if (!isPrivacyError(error)) throw error;
  return error;
}

function givenRights(
  given: {
    readonly store?: Partial<RightsContext['store']>;
    readonly witness?: RightsContext['witness'];
    readonly previous?: boolean;
  } = {},
) {
  const facts: RightsFacts[] = [];
  const store = { ...memorySubjectStore(), ...given.store };
  const { profile: _new, ...before } = purposes;
  const catalogue = compileCatalogue({
    policy: definePolicy({ ...policy, purposes }),
    models: [],
    ...(given.previous === true && {
      previous: definePolicy({ ...policy, version: '2', purposes: before, recipients: {} }),
    }),
  });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store,
    sources: [],
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId: () => `id-${++ids}`,
    noticeHash: (language, version) =>
      ['1', '2', '3'].includes(version) ? `hash of ${version} ${language}` : undefined,
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: given.witness ?? ((each) => void facts.push(each)),
    deadline: 20,
    sourceDeadline: 20,
  });
  return { rights, store, facts };
}

const purposes = {
  order: { legalBasis: 'contract' },
  accounting: { legalBasis: 'legal_obligation', legalReference: 'Code de commerce L123-22' },
  security: { legalBasis: 'legitimate_interests', legitimateInterest: 'a safe shop' },
  newsletter: {
    is: 'dpv:DirectMarketing',
    legalBasis: 'consent',
    consent: { duration: 'P13M' },
    channel: ['email', 'sms'],
  },
  offers: {
    is: 'dpv:DirectMarketing',
    legalBasis: 'legitimate_interests',
    legitimateInterest: 'to sell',
    channel: 'email',
  },
  profile: { legalBasis: 'consent', consent: { reaskFrom: '2' } },
  care: { legalBasis: 'consent', specialCategoryBasis: 'eu-gdpr:A9-2-a' },
} as const satisfies PolicyInput['purposes'];

const policy = {
  version: '3',
  effectiveFrom: '2026-09-01',
  recipients: { partner: { role: 'third-party', country: 'FR', purposes: ['newsletter'] } },
} as const satisfies Omit<PolicyInput<'newsletter'>, 'purposes'>;
