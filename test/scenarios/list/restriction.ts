import { restricted } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario } from '../scenario.ts';

const { anna } = PEOPLE;

function stopped(purpose: string, legalBasis: string): ExpectedAnswer {
  return {
    status: 403,
    problem: 'processing-restricted',
    members: { purpose, purposes: [purpose], legalBasis },
  };
}

/** Restriction (Art. 18): all but storage stops, whatever the basis. */
export const restrictionScenarios: readonly Scenario[] = [
  {
    title: 'A restriction stops contract and legal obligation, too',
    given: { happened: { anna: [restricted()] } },
    steps: [
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: { course: anna.course },
        expect: stopped('booking', 'eu-gdpr:A6-1-b'),
      },
      { as: 'anna', ask: 'GET /invoices', expect: stopped('invoicing', 'eu-gdpr:A6-1-c') },
    ],
    records: [
      { kind: 'decision', outcome: 'deny', reason: 'restricted', article: 'Art. 18(2)' },
      { kind: 'decision', outcome: 'deny', reason: 'restricted' },
    ],
    handled: 0,
  },
  {
    title: 'A restriction of one field stops what uses that field, and nothing else',
    given: { happened: { anna: [restricted(['Member.phone'])] } },
    steps: [
      { as: 'anna', ask: 'GET /members/me', expect: stopped('membership', 'eu-gdpr:A6-1-b') },
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: { course: anna.course },
        expect: { status: 201, json: { memberId: anna.id, course: anna.course } },
      },
    ],
  },
  {
    title: 'The restriction of one person does not stop what is done about another',
    given: { happened: { bert: [restricted()] } },
    steps: [{ as: 'anna', ask: 'GET /bookings', expect: { status: 200 } }],
  },
  {
    title: 'Somebody whose data are restricted is left out of lists',
    given: { happened: { bert: [restricted()] } },
    steps: [
      {
        as: 'frank',
        ask: 'GET /staff/members?purpose=membership',
        expect: { status: 200, includes: [{ id: anna.id }, { id: PEOPLE.chloe.id }] },
      },
    ],
  },
];
