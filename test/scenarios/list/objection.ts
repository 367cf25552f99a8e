import { becameCustomer, consented, objected, overridden } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario } from '../scenario.ts';
import { consentRequired } from './consent.ts';

const { anna } = PEOPLE;
const visits = { as: 'anna', ask: 'GET /visits' } as const;
const statistics = { as: 'anna', ask: 'GET /sport-statistics' } as const;
const DONE: ExpectedAnswer = { status: 202, json: { done: true } };
const VISITS: ExpectedAnswer = {
  status: 200,
  json: [{ memberId: anna.id, at: anna.visitedAt, door: 'river' }],
};

/** A refusal that says which purpose and basis it is about. */
function refusal(problem: string, purpose: string, legalBasis: string): ExpectedAnswer {
  return { status: 403, problem, members: { purpose, purposes: [purpose], legalBasis } };
}

/** Objections (Art. 21), direct marketing by channel, and Global Privacy Control. */
export const objectionScenarios: readonly Scenario[] = [
  {
    title: 'A legitimate interest goes on as long as nobody objects',
    steps: [{ ...visits, expect: VISITS }],
    records: [
      {
        kind: 'decision',
        outcome: 'allow',
        reason: 'legitimate_interests',
        purpose: 'door-security',
      },
      { kind: 'served', fields: ['Visit.at'] },
    ],
  },
  {
    title: 'An objection to a legitimate interest stops it at once, before anybody has assessed it',
    given: { happened: { anna: [objected('door-security')] } },
    steps: [
      {
        ...visits,
        expect: refusal('restricted-pending-objection', 'door-security', 'eu-gdpr:A6-1-f'),
      },
    ],
    records: [
      {
        kind: 'decision',
        outcome: 'deny',
        reason: 'objection_pending',
        article: 'Art. 18(1)(d), 21(1)',
      },
    ],
    handled: 0,
  },
  {
    title: 'An objection that was overridden with grounds no longer stops the interest',
    given: { happened: { anna: [objected('door-security'), overridden('door-security')] } },
    steps: [{ ...visits, expect: VISITS }],
  },
  {
    title: 'An objection that was upheld stops the interest for good',
    given: { happened: { anna: [objected('door-security', { final: true })] } },
    steps: [
      { ...visits, expect: refusal('processing-objected', 'door-security', 'eu-gdpr:A6-1-f') },
    ],
  },
  {
    title: 'The objection of one person does not stop what is done about another',
    given: { happened: { bert: [objected('door-security')] } },
    steps: [{ ...visits, expect: VISITS }],
  },
  {
    title: 'A public task goes on until somebody objects',
    steps: [
      {
        ...statistics,
        expect: {
          status: 200,
          json: {
            birthDate: anna.birthDate,
            address: { city: anna.city },
            tariff: 'monthly',
          },
        },
      },
      { meanwhile: { happened: { anna: [objected('sport-statistics')] } } },
      {
        ...statistics,
        expect: refusal('restricted-pending-objection', 'sport-statistics', 'eu-gdpr:A6-1-e'),
      },
    ],
  },
  {
    title: 'Customers are offered similar courses by e-mail without consent',
    given: { happened: { anna: [becameCustomer()] } },
    steps: [{ as: 'anna', ask: 'POST /offers-by-email', expect: DONE }],
    records: [
      { kind: 'decision', outcome: 'allow', reason: 'soft_opt_in', article: 'ePrivacy Art. 13(2)' },
      { kind: 'served' },
    ],
  },
  {
    title: 'Nobody who is not a customer is offered courses by e-mail without consent',
    steps: [
      {
        as: 'anna',
        ask: 'POST /offers-by-email',
        expect: consentRequired('similar-offers', 'dpv:ConsentUnknown', {
          legalBasis: 'eu-gdpr:A6-1-f',
        }),
      },
    ],
  },
  {
    title: 'An objection to direct marketing is final, for customers too',
    given: { happened: { anna: [becameCustomer(), objected('similar-offers', { final: true })] } },
    steps: [
      {
        as: 'anna',
        ask: 'POST /offers-by-email',
        expect: refusal('processing-objected', 'similar-offers', 'eu-gdpr:A6-1-f'),
      },
      {
        as: 'anna',
        ask: 'POST /offers-by-post',
        expect: refusal('processing-objected', 'similar-offers', 'eu-gdpr:A6-1-f'),
      },
    ],
  },
  {
    title: 'An objection wins over a consent to the same marketing',
    given: {
      happened: { anna: [consented('newsletter'), objected('newsletter', { final: true })] },
    },
    steps: [
      {
        as: 'anna',
        ask: 'POST /newsletter',
        expect: refusal('processing-objected', 'newsletter', 'eu-gdpr:A6-1-a'),
      },
    ],
  },
  {
    title: 'Nobody in France is called with offers without consent since August 2026',
    given: { happened: { anna: [becameCustomer()] } },
    steps: [
      {
        as: 'anna',
        ask: 'POST /offers-by-phone',
        expect: consentRequired('similar-offers', 'dpv:ConsentUnknown', {
          legalBasis: 'eu-gdpr:A6-1-f',
        }),
      },
      { meanwhile: { happened: { anna: [consented('similar-offers', { channel: 'phone' })] } } },
      { as: 'anna', ask: 'POST /offers-by-phone', expect: DONE },
    ],
  },
  {
    title: 'Offers come by post until somebody objects',
    steps: [{ as: 'anna', ask: 'POST /offers-by-post', expect: DONE }],
  },
  {
    title: 'Nobody is reached by a channel that the policy does not name',
    given: { happened: { anna: [becameCustomer(), consented('similar-offers')] } },
    steps: [
      {
        as: 'anna',
        ask: 'POST /offers-by-push',
        expect: refusal('processing-refused', 'similar-offers', 'eu-gdpr:A6-1-f'),
      },
    ],
    records: [{ kind: 'decision', outcome: 'deny', reason: 'channel_not_declared' }],
    handled: 0,
  },
  {
    title: 'Global Privacy Control refuses targeted advertising, consent or not',
    given: { happened: { anna: [consented('adverts')] } },
    steps: [
      { as: 'anna', ask: 'POST /adverts', expect: DONE },
      {
        as: 'anna',
        ask: 'POST /adverts',
        headers: { 'sec-gpc': '1' },
        expect: refusal('processing-objected', 'adverts', 'eu-gdpr:A6-1-a'),
      },
    ],
    handled: 1,
  },
  {
    title: 'Global Privacy Control refuses nothing but sale, sharing and targeted advertising',
    given: { happened: { anna: [consented('newsletter')] } },
    steps: [
      { as: 'anna', ask: 'POST /newsletter', headers: { 'sec-gpc': '1' }, expect: DONE },
      { as: 'anna', ask: 'GET /visits', headers: { 'sec-gpc': '1' }, expect: VISITS },
    ],
  },
  ...['0', 'true', '1;consent', '11', ''].map(
    (signal): Scenario => ({
      title: `A Global Privacy Control header that says "${signal}" means nothing`,
      given: { happened: { anna: [consented('adverts')] } },
      steps: [{ as: 'anna', ask: 'POST /adverts', headers: { 'sec-gpc': signal }, expect: DONE }],
    }),
  ),
];
