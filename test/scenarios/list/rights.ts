import { expect } from 'vitest';
import { consented } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario } from '../scenario.ts';
import { consentRequired } from './consent.ts';

const { bert } = PEOPLE;
const evidence = { noticeVersion: '1', language: 'fr', indication: 'checkbox#newsletter' };
const change = '/privacy/consents/newsletter';
const DONE: ExpectedAnswer = { status: 202, json: { done: true } };

function invalid(reason: string, ...errors: readonly object[]): ExpectedAnswer {
  return {
    status: 422,
    problem: 'consent-not-valid',
    members: { reason, ...(errors.length === 0 ? {} : { errors }) },
  };
}

/** What data subjects can do for themselves. */
export const rightsScenarios: readonly Scenario[] = [
  {
    title: 'Consent is given with evidence, shown with its receipt, and withdrawn as easily',
    steps: [
      {
        as: 'anna',
        ask: `PUT ${change}`,
        body: evidence,
        expect: {
          status: 200,
          includes: {
            purpose: 'newsletter',
            status: 'dpv:ConsentGiven',
            receipt: '/privacy/consents/newsletter/receipt',
          },
          headers: { 'cache-control': 'no-store' },
        },
      },
      { as: 'anna', ask: 'POST /newsletter', expect: DONE },
      {
        as: 'anna',
        ask: 'GET /privacy/consents/newsletter/receipt',
        expect: { status: 200 },
      },
      {
        as: 'anna',
        ask: `DELETE ${change}`,
        expect: { status: 200, includes: { status: 'dpv:ConsentWithdrawn' } },
      },
      {
        as: 'anna',
        ask: 'POST /newsletter',
        expect: consentRequired('newsletter', 'dpv:ConsentWithdrawn'),
      },
    ],
    records: [
      { kind: 'consent-changed', purpose: 'newsletter', consentStatus: 'dpv:ConsentGiven' },
      { kind: 'decision', outcome: 'allow' },
      { kind: 'served' },
      { kind: 'consent-changed', purpose: 'newsletter', consentStatus: 'dpv:ConsentWithdrawn' },
      { kind: 'decision', outcome: 'deny', reason: 'consent_withdrawn' },
    ],
  },
  {
    title: 'Consent is not valid without evidence of what was shown and done',
    steps: [
      {
        as: 'anna',
        ask: `PUT ${change}`,
        body: {},
        expect: {
          status: 422,
          problem: 'consent-not-valid',
          members: {
            reason: 'missing-evidence',
            errors: ['noticeVersion', 'language', 'indication'].map((key) => ({
              pointer: `#/${key}`,
              detail: 'text of 1 to 200 characters is needed',
            })),
          },
        },
      },
      {
        as: 'anna',
        ask: 'POST /newsletter',
        expect: consentRequired('newsletter', 'dpv:ConsentUnknown'),
      },
    ],
  },
  {
    title: 'A box that was ticked in advance is no consent',
    steps: [
      {
        as: 'anna',
        ask: `PUT ${change}`,
        body: { ...evidence, preticked: true },
        expect: invalid('preticked', { pointer: '#/preticked', detail: 'no consent' }),
      },
    ],
  },
  {
    title: 'What rests on a contract cannot be consented to or withdrawn',
    steps: [
      {
        as: 'anna',
        ask: 'DELETE /privacy/consents/booking',
        expect: {
          status: 409,
          problem: 'right-not-applicable',
          members: expect.objectContaining({
            purposes: ['booking'],
            right: 'eu-gdpr:A7-3',
            legalBasis: 'eu-gdpr:A6-1-b',
          }),
        },
      },
    ],
  },
  {
    title: 'A purpose that does not exist cannot be consented to',
    steps: [
      {
        as: 'anna',
        ask: 'PUT /privacy/consents/nonsense',
        body: evidence,
        expect: { status: 404, problem: 'not-found' },
      },
      {
        as: 'anna',
        ask: 'PUT /privacy/consents/__proto__',
        body: evidence,
        expect: { status: 404, problem: 'not-found' },
      },
    ],
  },
  {
    title: 'Everybody sees every purpose with its basis, and consent only where it is one',
    given: { happened: { anna: [consented('newsletter')] } },
    steps: [
      {
        as: 'anna',
        ask: 'GET /privacy/consents',
        expect: {
          status: 200,
          includes: {
            noticeVersion: '1',
            purposes: expect.arrayContaining([
              expect.objectContaining({ purpose: 'newsletter', status: 'dpv:ConsentGiven' }),
              {
                purpose: 'booking',
                term: 'dpv:ServiceProvision',
                legalBasis: 'eu-gdpr:A6-1-b',
                status: null,
                objectable: false,
                objections: [],
              },
            ]),
          },
        },
      },
    ],
  },
  {
    title:
      'Naming somebody else in the address or the body changes nothing about whose rights are exercised',
    steps: [
      {
        as: 'anna',
        ask: `GET /privacy/export?subject=${bert.id}`,
        expect: { status: 200, includes: { processed: true } },
      },
      {
        as: 'anna',
        ask: `PUT ${change}`,
        body: { ...evidence, subject: bert.id, id: bert.id },
        expect: { status: 200 },
      },
      {
        as: 'bert',
        ask: 'POST /newsletter',
        expect: consentRequired('newsletter', 'dpv:ConsentUnknown'),
      },
    ],
  },
];
