import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { compileQuestion } from '../decide/compile-question.ts';
import { decide } from '../decide/decide.ts';
import { viewOf } from '../decide/view.ts';
import { definePolicy } from '../declare/define-policy.ts';
import type { PolicyInput } from '../declare/policy-input.ts';
import { isPrivacyError, type PrivacyError } from '../errors.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { RightsFacts } from './facts.ts';
import { createRights } from './rights.ts';

const ADA = 'ada';
const NOW = Date.parse('2026-11-22T09:00:00Z');
const GROUNDS = { justification: 'fraud under investigation', approver: 'the board' };

test.each(['security', 'registry'])(
  'an objection to %s is pending, and processing stops until it is decided',
  async (purpose) => {
    const { rights, reasonFor } = givenRights();
    expect(await reasonFor(purpose)).toBeUndefined();
    const outcome = await rights.object(ADA, { purpose });
    expect([outcome.kind, outcome.status]).toEqual(['objection', 'pending']);
    expect(await reasonFor(purpose)).toBe('objection_pending');
    await rights.decideObjection(ADA, { purpose, outcome: 'upheld' });
    expect(await reasonFor(purpose)).toBe('objected');
  },
);

test.each(['flyers', 'loyalty'])(
  'an objection to direct marketing (%s) is final at once, whatever the basis',
  async (purpose) => {
    const { rights, reasonFor } = givenRights();
    const outcome = await rights.object(ADA, { purpose });
    expect(outcome.status).toBe('upheld');
    expect(await reasonFor(purpose)).toBe('objected');
  },
);

test('an objection to marketing that rests on consent is recorded as its withdrawal', async () => {
  const { rights, store } = givenRights();
  const outcome = await rights.object(ADA, { purpose: 'newsletter' });
  expect([outcome.kind, outcome.status]).toEqual(['withdrawal', 'dpv:ConsentWithdrawn']);
  expect((await store.read(ADA)).state?.objections).toEqual([]);
});

test.each([
  ['order', 'eu-gdpr:A6-1-b', 'justifications:ContractPerformanceNecessity', undefined],
  ['accounting', 'eu-gdpr:A6-1-c', 'justifications:LegalObligationImpaired', undefined],
  ['emergency', 'eu-gdpr:A6-1-d', 'justifications:DataSubjectProtectionImpaired', undefined],
  ['profile', 'eu-gdpr:A6-1-a', 'justifications:ConsentProvided', 'eu-gdpr:A7-3'],
])(
  'nobody objects to %s; the refusal says why and what helps instead',
  async (purpose, legalBasis, justification, instead) => {
    const { rights, store } = givenRights();
    const error = await errorOf(rights.object(ADA, { purpose }));
    expect([error.code, error.details.members]).toEqual([
      'right-not-applicable',
      {
        purposes: [purpose],
        right: 'eu-gdpr:A21',
        legalBasis,
        justification,
        ...(instead !== undefined && { instead }),
      },
    ]);
    expect(await store.history(ADA)).toEqual([]);
  },
);

test('an objection can be to one recipient alone', async () => {
  const { rights, reasonFor } = givenRights();
  const outcome = await rights.object(ADA, { purpose: 'security', recipient: 'insurer' });
  expect(outcome.recipient).toBe('insurer');
  expect(await reasonFor('security')).toBeUndefined();
  expect(await reasonFor('security', 'insurer')).toBe('objection_pending');
});

test('an override takes compelling grounds and somebody who answers for them', async () => {
  const { rights, reasonFor } = givenRights();
  await rights.object(ADA, { purpose: 'security' });
  const decision = { purpose: 'security', outcome: 'overridden' } as const;
  const error = await errorOf(rights.decideObjection(ADA, { ...decision, justification: ' ' }));
  expect(error.code).toBe('request-invalid');
  expect(error.details.errors?.map(({ pointer }) => pointer)).toEqual([
    '#/justification',
    '#/approver',
  ]);
  const outcome = await rights.decideObjection(ADA, { ...decision, ...GROUNDS });
  expect(outcome.status).toBe('overridden');
  expect(await reasonFor('security')).toBeUndefined();
});

test('an objection to direct marketing cannot be overridden', async () => {
  const { rights, reasonFor } = givenRights();
  await rights.object(ADA, { purpose: 'flyers' });
  const error = await errorOf(
    rights.decideObjection(ADA, { purpose: 'flyers', outcome: 'overridden', ...GROUNDS }),
  );
  expect(error.details.errors?.map(({ pointer }) => pointer)).toEqual(['#/outcome']);
  expect(await reasonFor('flyers')).toBe('objected');
});

test('only a pending objection can be decided', async () => {
  const { rights } = givenRights();
  const decision = { purpose: 'security', outcome: 'upheld' } as const;
  expect((await errorOf(rights.decideObjection(ADA, decision))).code).toBe('not-found');
});

test('the data subject can take an objection back', async () => {
  const { rights, reasonFor } = givenRights();
  expect((await errorOf(rights.liftObjection(ADA, { purpose: 'flyers' }))).code).toBe('not-found');
  await rights.object(ADA, { purpose: 'flyers' });
  await rights.liftObjection(ADA, { purpose: 'flyers' });
  expect(await reasonFor('flyers')).toBeUndefined();
});

test('objections are witnessed: by the data subject filed, by staff decided', async () => {
  const { rights, facts } = givenRights();
  await rights.object(ADA, { purpose: 'security' });
  await rights.decideObjection(ADA, { purpose: 'security', outcome: 'overridden', ...GROUNDS });
  const told = facts.map((it) =>
    it.kind === 'objection-changed' ? [it.event, it.actor] : it.kind,
  );
  expect(told).toEqual([
    ['objection.filed', 'data-subject'],
    ['objection.overridden', 'staff'],
  ]);
  expect(JSON.stringify(facts.map(({ catalogue: _it, ...rest }) => rest))).not.toContain('board');
});

async function errorOf(act: Promise<unknown>): Promise<PrivacyError> {
  const error: unknown = await act.then(
    () => new Error('it was let through'),
    (thrown: unknown) => thrown,
  );
  if (!isPrivacyError(error)) throw error;
  return error;
}

function givenRights() {
  const facts: RightsFacts[] = [];
  const store = memorySubjectStore();
  const catalogue = compileCatalogue({ policy: definePolicy(POLICY), models: [] });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store,
    sources: [],
    clock: () => NOW,
    newId: () => `id-${++ids}`,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: (each) => void facts.push(each),
    deadline: 20,
    sourceDeadline: 20,
  });
  /** Why processing is refused now; `undefined` where it is permitted. */
  const reasonFor = async (purpose: string, recipient?: string) => {
    const asked = compileQuestion(
      catalogue,
      {
        purpose,
        operation: 'dpv:Use',
        actor: { type: 'system' },
        ...(recipient === undefined ? {} : { recipient }),
      },
      NOW,
    );
    const decision = decide(asked, viewOf(catalogue, (await store.read(ADA)).state, NOW), NOW);
    return decision.outcome === 'deny' ? decision.reason : undefined;
  };
  return { rights, store, facts, reasonFor };
}

const POLICY = {
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: {
    order: { legalBasis: 'contract' },
    accounting: { legalBasis: 'legal_obligation', legalReference: 'C. com. L123-22' },
    emergency: { legalBasis: 'vital_interests' },
    registry: { legalBasis: 'public_task' },
    security: { legalBasis: 'legitimate_interests', legitimateInterest: 'a safe shop' },
    profile: { legalBasis: 'consent' },
    newsletter: { is: 'dpv:DirectMarketing', legalBasis: 'consent' },
    flyers: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'to sell',
      channel: 'post',
    },
    loyalty: { message: 'marketing', legalBasis: 'contract' },
  },
  recipients: { insurer: { role: 'third-party', country: 'FR', purposes: ['security'] } },
} as const satisfies PolicyInput<string>;
