import { consented, restricted } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, RequestStep, Scenario } from '../scenario.ts';
import type { Health } from '../world.ts';

const { anna } = PEOPLE;

/** The answer where what is known of the subject does not suffice. */
export function unknown(purpose: string, legalBasis: string): ExpectedAnswer {
  return {
    status: 503,
    problem: 'state-unknown',
    members: { purpose, purposes: [purpose], legalBasis },
  };
}

const NO_TRAIL: ExpectedAnswer = { status: 503, problem: 'audit-unavailable' };

const booked: RequestStep = {
  as: 'anna',
  ask: 'POST /bookings',
  body: { course: anna.course },
  expect: { status: 201, json: { memberId: anna.id, course: anna.course } },
};

const FAILURES = [
  ['throws', 'cannot be reached'],
  ['rejects', 'answers with an error'],
  ['hangs', 'does not answer'],
] as const;

function whileItFails(store: Health, how: string): readonly Scenario[] {
  return [
    {
      title: `Nothing that depends on consent or objection is done while the store of consents ${how}`,
      given: { store, happened: { anna: [consented('newsletter'), consented('analytics')] } },
      steps: [
        { as: 'anna', ask: 'POST /newsletter', expect: unknown('newsletter', 'eu-gdpr:A6-1-a') },
        { as: 'anna', ask: 'GET /visits', expect: unknown('door-security', 'eu-gdpr:A6-1-f') },
        {
          as: 'anna',
          ask: 'GET /sport-statistics',
          expect: unknown('sport-statistics', 'eu-gdpr:A6-1-e'),
        },
        {
          as: 'anna',
          ask: 'POST /offers-by-post',
          expect: unknown('similar-offers', 'eu-gdpr:A6-1-f'),
        },
      ],
      records: Array.from({ length: 4 }, () => ({
        kind: 'decision',
        outcome: 'deny',
        reason: 'state_unknown',
        subject: undefined,
      })),
      handled: 0,
    },
    {
      title: `A list is refused, not shortened, while the store of consents ${how}`,
      given: { store, happened: { anna: [consented('analytics')] } },
      steps: [
        {
          as: 'frank',
          ask: 'GET /staff/members?purpose=analytics',
          expect: unknown('analytics', 'eu-gdpr:A6-1-a'),
        },
      ],
    },
    {
      title: `Contract, legal obligation and vital interests go on while the store of consents ${how}`,
      given: { store },
      steps: [
        booked,
        { as: 'anna', ask: 'GET /invoices', expect: { status: 200 } },
        { as: 'anna', ask: 'GET /emergency-card', expect: { status: 200 } },
        {
          as: 'frank',
          ask: 'GET /staff/members?purpose=membership',
          expect: { status: 200, includes: [{ id: anna.id }, {}, {}] },
        },
      ],
      handled: 4,
    },
    {
      title: `Somebody last known to be restricted stays so while the store of consents ${how}`,
      given: { happened: { anna: [restricted()] } },
      steps: [
        {
          as: 'anna',
          ask: 'GET /bookings',
          expect: {
            status: 403,
            problem: 'processing-restricted',
            members: { purpose: 'booking', purposes: ['booking'], legalBasis: 'eu-gdpr:A6-1-b' },
          },
        },
        { meanwhile: { store } },
        {
          as: 'anna',
          ask: 'GET /bookings',
          expect: {
            status: 403,
            problem: 'processing-restricted',
            members: { purpose: 'booking', purposes: ['booking'], legalBasis: 'eu-gdpr:A6-1-b' },
          },
        },
      ],
      handled: 0,
    },
    {
      title: `Nothing is processed while the audit trail ${how}, whatever the legal basis`,
      given: { ledger: store, happened: { anna: [consented('newsletter')] } },
      steps: [
        { ...booked, expect: NO_TRAIL },
        { as: 'anna', ask: 'GET /invoices', expect: NO_TRAIL },
        { as: 'anna', ask: 'POST /newsletter', expect: NO_TRAIL },
        { as: 'frank', ask: 'GET /staff/members?purpose=membership', expect: NO_TRAIL },
      ],
      records: [],
      handled: 0,
    },
  ];
}

/** Where nobody can say what somebody has consented or objected to, and where nothing can be proven. */
export const unknownStateScenarios: readonly Scenario[] = [
  ...FAILURES.flatMap(([store, how]) => whileItFails(store, how)),
  {
    title: 'Processing goes on as soon as the store and the audit trail are back',
    given: { store: 'throws', happened: { anna: [consented('newsletter')] } },
    steps: [
      { as: 'anna', ask: 'POST /newsletter', expect: unknown('newsletter', 'eu-gdpr:A6-1-a') },
      { meanwhile: { store: 'works', ledger: 'hangs' } },
      { as: 'anna', ask: 'POST /newsletter', expect: NO_TRAIL },
      { meanwhile: { ledger: 'works' } },
      { as: 'anna', ask: 'POST /newsletter', expect: { status: 202, json: { done: true } } },
    ],
    handled: 1,
  },
  {
    title: 'An answer that cannot be proven does not leave',
    steps: [{ as: 'anna', ask: 'GET /ways/without-an-audit-trail', expect: NO_TRAIL }],
    records: [{ kind: 'decision', outcome: 'allow' }],
    handled: 1,
  },
];
