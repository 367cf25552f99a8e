import { objected, refused, withdrew } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { Scenario } from '../scenario.ts';

const { anna } = PEOPLE;

/** What needs no consent: contract, legal obligation, vital interests. */
export const contractScenarios: readonly Scenario[] = [
  {
    title: 'Somebody joins without having been asked for any consent',
    steps: [
      {
        as: 'nobody',
        ask: 'POST /members',
        body: { email: anna.email, firstName: anna.firstName, lastName: anna.lastName },
        expect: { status: 201, json: { id: anna.id } },
      },
    ],
    records: [
      { kind: 'decision', outcome: 'allow', reason: 'contract', operation: 'dpv:Collect' },
      { kind: 'served', fields: ['Membership.id'] },
    ],
    handled: 1,
  },
  {
    title: 'A course is booked with no consent at all, because that is the contract',
    steps: [
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: { course: anna.course, wish: anna.interest },
        expect: {
          status: 201,
          json: { memberId: anna.id, course: anna.course, wish: anna.interest },
        },
      },
    ],
    records: [
      {
        kind: 'decision',
        outcome: 'allow',
        reason: 'contract',
        purpose: 'booking',
        legalBasis: 'eu-gdpr:A6-1-b',
        article: 'Art. 6(1)(b)',
        operation: 'dpv:Collect',
        consentStatus: undefined,
        route: 'POST /bookings',
      },
      { kind: 'served', outcome: 'allow', purpose: 'booking' },
    ],
    handled: 1,
  },
  {
    title: 'Saying no to everything that rests on consent does not stop the contract',
    given: {
      happened: {
        anna: [
          refused('newsletter'),
          withdrew('analytics'),
          refused('training-plan'),
          objected('similar-offers', { final: true }),
          objected('door-security'),
        ],
      },
    },
    steps: [
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: { course: anna.course },
        expect: { status: 201, json: { memberId: anna.id, course: anna.course } },
      },
    ],
  },
  {
    title: 'Invoices are kept and shown because the law demands it',
    steps: [
      {
        as: 'anna',
        ask: 'GET /invoices',
        expect: {
          status: 200,
          json: {
            invoices: [{ memberId: anna.id, number: anna.invoiceNumber, cents: 4900 }],
            total: 1,
          },
          headers: { 'cache-control': 'no-store' },
        },
      },
    ],
    records: [
      { kind: 'decision', outcome: 'allow', reason: 'legal_obligation' },
      { kind: 'served', fields: ['Invoice.number', 'Invoice.cents'] },
    ],
  },
  {
    title: 'Vital interests need nobody to be asked',
    steps: [
      {
        as: 'anna',
        ask: 'GET /emergency-card',
        expect: {
          status: 200,
          json: {
            firstName: anna.firstName,
            emergencyContact: anna.emergencyContact,
            tariff: 'monthly',
          },
        },
      },
    ],
    records: [
      { kind: 'decision', outcome: 'allow', reason: 'vital_interests' },
      { kind: 'served' },
    ],
  },
  {
    title: 'What has nothing to do with anybody is answered without a decision',
    steps: [
      {
        as: 'nobody',
        ask: 'GET /opening-hours',
        expect: { status: 200, json: { monday: '6-22' } },
      },
    ],
    records: [],
  },
];
