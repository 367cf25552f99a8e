import { consented, wasTold } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario } from '../scenario.ts';
import { consentRequired } from './consent.ts';

const { anna } = PEOPLE;
const DONE: ExpectedAnswer = { status: 202, json: { done: true } };

/** The version of the policy that is in force decides. */
export const overTimeScenarios: readonly Scenario[] = [
  {
    title: 'A purpose of the next policy serves nobody before that policy is in force',
    steps: [
      {
        as: 'anna',
        ask: 'POST /coaching',
        expect: {
          status: 403,
          problem: 'purpose-incompatible',
          members: { purpose: 'coaching', purposes: ['coaching'] },
        },
      },
    ],
    records: [{ kind: 'decision', outcome: 'deny', reason: 'purpose_unknown', policyVersion: '1' }],
  },
  {
    title: 'A new purpose waits for each person until that person has been told',
    given: { now: '2027-01-01T00:00:00.000Z' },
    steps: [
      {
        as: 'anna',
        ask: 'POST /coaching',
        expect: {
          status: 403,
          problem: 'processing-refused',
          members: { purpose: 'coaching', purposes: ['coaching'], legalBasis: 'eu-gdpr:A6-1-f' },
        },
      },
      { meanwhile: { happened: { anna: [wasTold('2')] } } },
      { as: 'anna', ask: 'POST /coaching', expect: DONE },
    ],
    records: [
      { kind: 'decision', outcome: 'deny', reason: 'notice_not_delivered', policyVersion: '2' },
      { kind: 'decision', outcome: 'allow', policyVersion: '2' },
      { kind: 'served', policyVersion: '2' },
    ],
  },
  {
    title: 'A consent to an older notice no longer holds once that purpose has materially changed',
    given: { happened: { anna: [consented('newsletter')] }, now: '2026-12-31T23:59:59.999Z' },
    steps: [
      { as: 'anna', ask: 'POST /newsletter', expect: DONE },
      { meanwhile: { now: '2027-01-01T00:00:00.000Z' } },
      {
        as: 'anna',
        ask: 'POST /newsletter',
        expect: consentRequired('newsletter', 'dpv:ConsentInvalidated', { noticeVersion: '2' }),
      },
    ],
  },
  {
    title: 'A consent to an older notice goes on holding for what has not changed',
    given: { happened: { anna: [consented('adverts')] }, now: '2027-01-01T00:00:00.000Z' },
    steps: [{ as: 'anna', ask: 'POST /adverts', expect: DONE }],
  },
  {
    title: 'Nothing is processed before the first version of the policy is in force',
    given: { now: '2026-08-31T23:59:59.999Z' },
    steps: [
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: { course: anna.course },
        expect: { status: 503, problem: 'policy-not-in-force' },
      },
    ],
    handled: 0,
  },
];
