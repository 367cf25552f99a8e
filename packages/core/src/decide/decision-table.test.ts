import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { compileQuestion } from './compile-question.ts';
import { decide } from './decide.ts';
import type { Question } from './question.ts';
import type {
  ConsentState,
  ObjectionState,
  RestrictionState,
  SubjectState,
  UnknownState,
} from './state.ts';
import { NEVER_HEARD_OF, viewOf } from './view.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');

/** One purpose per legal basis, and direct marketing on each basis that it is seen on. */
const policy = definePolicy({
  version: '3',
  effectiveFrom: '2026-01-01',
  purposes: {
    consent: { legalBasis: 'consent', consent: { duration: 'P13M', reaskFrom: '2' } },
    contract: { legalBasis: 'contract' },
    obligation: { legalBasis: 'legal_obligation', legalReference: 'C. com. L123-22' },
    vital: { legalBasis: 'vital_interests' },
    task: { legalBasis: 'public_task' },
    interest: { legalBasis: 'legitimate_interests', legitimateInterest: 'Preventing fraud' },
    letters: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'Selling',
      channel: 'post',
    },
    offers: { is: 'dpv:DirectMarketing', legalBasis: 'contract', channel: 'post' },
  },
});
type Purpose = keyof typeof policy.purposes;

const STATES = {
  'nothing known': NEVER_HEARD_OF,
  given: withConsent({ status: 'dpv:ConsentGiven' }),
  renewed: withConsent({ status: 'dpv:RenewedConsentGiven' }),
  refused: withConsent({ status: 'dpv:ConsentRefused' }),
  withdrawn: withConsent({ status: 'dpv:ConsentWithdrawn' }),
  'given 13 months ago': withConsent({ status: 'dpv:ConsentGiven', since: '2025-10-22T09:00:00Z' }),
  'given to a notice since changed': withConsent({
    status: 'dpv:ConsentGiven',
    noticeVersion: '1',
  }),
  'objection pending': withObjection('pending'),
  'objection upheld': withObjection('upheld'),
  'objection overridden': withObjection('overridden'),
  restricted: { ...NEVER_HEARD_OF, restrictions: [restriction()] },
  'given, but restricted': {
    ...withConsent({ status: 'dpv:ConsentGiven' }),
    restrictions: [restriction()],
  },
  unreadable: { unknown: true, lastKnownRestricted: false },
  'unreadable, last known restricted': { unknown: true, lastKnownRestricted: true },
} as const satisfies Record<string, SubjectState | UnknownState>;

/** What each purpose answers in each state when it is consulted; every cell is written down, none computed. */
const TABLE: Readonly<Record<keyof typeof STATES, Readonly<Record<Purpose, string>>>> = {
  'nothing known': row(
    'consent_missing',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  given: row(
    'consent_given',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  renewed: row(
    'consent_given',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  refused: row(
    'consent_refused',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  withdrawn: row(
    'consent_withdrawn',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  'given 13 months ago': row(
    'consent_expired',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  'given to a notice since changed': row(
    'consent_superseded',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  'objection pending': row(
    'consent_missing',
    'contract',
    'legal_obligation',
    'vital_interests',
    'objection_pending',
    'objection_pending',
    'objection_pending',
    'objection_pending',
  ),
  'objection upheld': row(
    'consent_missing',
    'contract',
    'legal_obligation',
    'vital_interests',
    'objected',
    'objected',
    'objected',
    'objected',
  ),
  'objection overridden': row(
    'consent_missing',
    'contract',
    'legal_obligation',
    'vital_interests',
    'public_task',
    'legitimate_interests',
    'legitimate_interests',
    'contract',
  ),
  restricted: row(
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
  ),
  'given, but restricted': row(
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
    'restricted',
  ),
  unreadable: row(
    'state_unknown',
    'contract',
    'legal_obligation',
    'vital_interests',
    'state_unknown',
    'state_unknown',
    'state_unknown',
    'state_unknown',
  ),
  'unreadable, last known restricted': row(
    'state_unknown',
    'restricted',
    'restricted',
    'restricted',
    'state_unknown',
    'state_unknown',
    'state_unknown',
    'state_unknown',
  ),
};

const PERMITS = new Set([
  'consent_given',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
]);
const OPERATIONS = [
  'dpv:Collect',
  'dpv:Consult',
  'dpv:Use',
  'dpv:Disclose',
  'dpv:Erase',
  'dpv:Profiling',
  'dpv:Store',
] as const;

for (const [state, answers] of Object.entries(TABLE)) {
  for (const [purpose, reason] of Object.entries(answers)) {
    test.each(OPERATIONS)(`${state}: ${purpose} answers ${reason} to %s`, (operation) => {
      const decision = ask({ purpose, operation }, STATES[state as keyof typeof STATES]);
      const expected = operation === 'dpv:Store' ? whenStoring(state, purpose, reason) : reason;
      expect(decision.reason).toBe(expected);
      expect(decision.outcome).toBe(PERMITS.has(expected) ? 'allow' : 'deny');
      expect(decision.article).not.toBe('');
      expect(decision.policyVersion).toBe('3');
    });
  }
}

/** Storage goes on under a restriction; everything else is as before the restriction. */
function whenStoring(state: string, purpose: string, reason: string): string {
  if (reason !== 'restricted') return reason;
  const before = state === 'given, but restricted' ? 'given' : 'nothing known';
  return TABLE[before][purpose as Purpose];
}

function ask(question: Omit<Question, 'actor'>, state: SubjectState | UnknownState) {
  const catalogue = compileCatalogue({ policy, models: [] });
  const asked = compileQuestion(catalogue, { ...question, actor: { type: 'data-subject' } }, NOW);
  return decide(asked, viewOf(catalogue, state, NOW), NOW);
}

function row(...reasons: readonly string[]): Readonly<Record<Purpose, string>> {
  const purposes = Object.keys(policy.purposes);
  return Object.fromEntries(purposes.map((purpose, index) => [purpose, reasons[index]])) as Record<
    Purpose,
    string
  >;
}

function withConsent(consent: Pick<ConsentState, 'status'> & Partial<ConsentState>): SubjectState {
  return {
    ...NEVER_HEARD_OF,
    consents: [
      {
        purpose: 'consent',
        explicit: false,
        noticeVersion: '3',
        since: '2026-06-01T00:00:00Z',
        recordId: 'e1',
        ...consent,
      },
    ],
  };
}

function withObjection(status: ObjectionState['status']): SubjectState {
  const objections = Object.keys(policy.purposes).map((purpose) => ({
    purpose,
    status,
    since: '2026-06-01T00:00:00Z',
    recordId: 'e1',
  }));
  return { ...NEVER_HEARD_OF, objections };
}

function restriction(): RestrictionState {
  return { ground: 'accuracy-contested', since: '2026-06-01T00:00:00Z', recordId: 'e1' };
}
