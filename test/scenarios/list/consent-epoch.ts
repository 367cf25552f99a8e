import { consented, restricted } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, RequestStep, Scenario } from '../scenario.ts';
import { consentRequired } from './consent.ts';
import { unknown } from './unknown-state.ts';

const { anna } = PEOPLE;
const DONE: ExpectedAnswer = { status: 202, json: { done: true } };
const change = '/privacy/consents/adverts';
const evidence = { noticeVersion: '1', language: 'en', indication: 'checkbox#adverts' };

const advertised = { as: 'anna', ask: 'POST /adverts' } as const;
const withdrawn: RequestStep = {
  as: 'anna',
  ask: `DELETE ${change}`,
  expect: { status: 200, includes: { status: 'dpv:ConsentWithdrawn', epoch: 2 } },
};
const REFUSED = consentRequired('adverts', 'dpv:ConsentWithdrawn');
const UNKNOWN = unknown('adverts', 'eu-gdpr:A6-1-a');
const RESTRICTED: ExpectedAnswer = {
  status: 403,
  problem: 'processing-restricted',
  members: { purpose: 'booking', purposes: ['booking'], legalBasis: 'eu-gdpr:A6-1-b' },
};

/** The cookies of an answer of the rights endpoint: those of the application, and ours. */
function cookies(epoch: number): RegExp {
  return new RegExp(
    `^theme=dark; Path=/ \\| size=large \\| consent-epoch=${epoch}; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax$`,
  );
}

const NOTHING_CHANGED = { 'consent-epoch': null, 'set-cookie': 'theme=dark; Path=/ | size=large' };

/** What a session has changed itself counts at once, everywhere; what others have changed, within the time stated. */
export const consentEpochScenarios: readonly Scenario[] = [
  {
    title:
      'Who withdraws consent sees it at once in another process, before that has heard of it: by cookie, by header, by token',
    given: { happened: { anna: [consented('adverts')] } },
    steps: [
      { ...advertised, expect: DONE },
      { meanwhile: { late: { behindMs: 1_000, canAsk: true } } },
      withdrawn,
      { ...advertised, headers: { cookie: 'a=b; consent-epoch=2' }, expect: REFUSED },
      { ...advertised, headers: { 'consent-epoch': '2' }, expect: REFUSED },
      { ask: advertised.ask, as: { member: 'anna', epoch: 2 }, expect: REFUSED },
    ],
    handled: 1,
  },
  {
    title: 'What another session changed may stay unknown for as long as the purpose allows',
    given: { happened: { anna: [consented('adverts')] } },
    steps: [
      { ...advertised, expect: DONE },
      { meanwhile: { late: { behindMs: 5_000, canAsk: true } } },
      withdrawn,
      { ...advertised, expect: DONE },
      { ...advertised, headers: { 'consent-epoch': '1' }, expect: DONE },
      { meanwhile: { late: { behindMs: 5_001, canAsk: true } } },
      { ...advertised, expect: REFUSED },
      { meanwhile: { late: undefined } },
      { ...advertised, expect: REFUSED },
    ],
    records: [
      { kind: 'decision', outcome: 'allow', consentAgeMs: 0 },
      { kind: 'served' },
      { kind: 'consent-changed', consentStatus: 'dpv:ConsentWithdrawn' },
      { kind: 'decision', outcome: 'allow', consentAgeMs: 5_000 },
      { kind: 'served' },
      { kind: 'decision', outcome: 'allow', consentAgeMs: 5_000 },
      { kind: 'served' },
      { kind: 'decision', outcome: 'deny', consentAgeMs: 0 },
      { kind: 'decision', outcome: 'deny', consentAgeMs: 0 },
    ],
    handled: 3,
  },
  {
    title: 'Messages, health data and third parties wait for what is true at that moment',
    given: {
      happened: {
        anna: [
          consented('newsletter'),
          consented('training-plan', { explicit: true }),
          consented('partner-offers', { recipient: 'outfitter' }),
        ],
      },
    },
    steps: [
      { as: 'anna', ask: 'POST /newsletter', expect: DONE },
      { meanwhile: { late: { behindMs: 1, canAsk: false } } },
      { as: 'anna', ask: 'POST /newsletter', expect: unknown('newsletter', 'eu-gdpr:A6-1-a') },
      { as: 'anna', ask: 'GET /training-plan', expect: unknown('training-plan', 'eu-gdpr:A6-1-a') },
      {
        as: 'anna',
        ask: 'POST /partner-offers',
        expect: unknown('partner-offers', 'eu-gdpr:A6-1-a'),
      },
      { meanwhile: { late: { behindMs: 1, canAsk: true } } },
      { as: 'anna', ask: 'POST /newsletter', expect: DONE },
      { as: 'anna', ask: 'GET /training-plan', expect: { status: 200 } },
      { as: 'anna', ask: 'POST /partner-offers', expect: DONE },
    ],
  },
  {
    title:
      'What is older than a purpose allows, and cannot be read anew, is unknown; contract goes on',
    given: { happened: { anna: [consented('adverts')] } },
    steps: [
      { ...advertised, expect: DONE },
      { meanwhile: { late: { behindMs: 5_001, canAsk: false } } },
      { ...advertised, expect: UNKNOWN },
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: { course: anna.course },
        expect: { status: 201, json: { memberId: anna.id, course: anna.course } },
      },
      { meanwhile: { late: { behindMs: 5_000, canAsk: false } } },
      { ...advertised, expect: DONE },
      { ...advertised, headers: { 'consent-epoch': '2' }, expect: UNKNOWN },
    ],
    handled: 3,
  },
  {
    title: 'Somebody restricted stays so, whether what is known of it is old or not',
    given: { happened: { anna: [restricted()] } },
    steps: [
      { as: 'anna', ask: 'GET /bookings', expect: RESTRICTED },
      { meanwhile: { late: { behindMs: 60_000, canAsk: false } } },
      { as: 'anna', ask: 'GET /bookings', expect: RESTRICTED },
    ],
    handled: 0,
  },
  {
    title:
      'A right that is exercised is answered with the epoch after it, beside the cookies of the application',
    steps: [
      {
        as: 'anna',
        ask: `PUT ${change}`,
        body: evidence,
        expect: {
          status: 200,
          includes: { status: 'dpv:ConsentGiven', epoch: 1 },
          headers: { 'consent-epoch': '1', 'set-cookie': cookies(1) },
        },
      },
      {
        as: 'anna',
        ask: `PUT ${change}`,
        body: { ...evidence, status: 'refused' },
        expect: {
          status: 200,
          includes: { status: 'dpv:ConsentRefused', epoch: 2 },
          headers: { 'consent-epoch': '2', 'set-cookie': cookies(2) },
        },
      },
      {
        as: 'anna',
        ask: `DELETE ${change}`,
        expect: {
          status: 200,
          includes: { status: 'dpv:ConsentWithdrawn', epoch: 3 },
          headers: { 'consent-epoch': '3', 'set-cookie': cookies(3) },
        },
      },
      {
        as: 'anna',
        ask: 'GET /privacy/consents',
        headers: { 'consent-epoch': '3' },
        expect: { status: 200, headers: NOTHING_CHANGED },
      },
      {
        as: 'anna',
        ask: `PUT ${change}`,
        body: { ...evidence, status: 'maybe' },
        headers: { cookie: 'consent-epoch=3' },
        expect: {
          status: 422,
          problem: 'request-invalid',
          members: { errors: [{ pointer: '#/status', detail: 'given or refused' }] },
          headers: NOTHING_CHANGED,
        },
      },
    ],
  },
  {
    title: 'A withdrawal whose evidence is not accepted holds, and its session is told so',
    given: { ledger: 'throws', happened: { anna: [consented('adverts')] } },
    steps: [
      {
        as: 'anna',
        ask: `DELETE ${change}`,
        expect: {
          status: 503,
          problem: 'audit-unavailable',
          headers: { 'consent-epoch': '2', 'set-cookie': cookies(2) },
        },
      },
      { meanwhile: { ledger: 'works' } },
      { ...advertised, expect: REFUSED },
    ],
  },
  {
    title: 'An epoch that is none changes nothing, and one from the future takes nothing away',
    given: { happened: { anna: [consented('adverts')] } },
    steps: [
      {
        ...advertised,
        headers: { 'consent-epoch': '-1', cookie: 'consent-epoch=%' },
        expect: DONE,
      },
      {
        ...advertised,
        headers: { 'consent-epoch': '9'.repeat(4_000), cookie: ';=consent-epoch;;' },
        expect: DONE,
      },
      { ...advertised, headers: { 'consent-epoch': ['1', '2147483647'] }, expect: DONE },
      {
        as: 'anna',
        ask: 'GET /privacy/consents',
        headers: { cookie: 'consent-epoch=2147483647' },
        expect: { status: 200, headers: NOTHING_CHANGED },
      },
    ],
    handled: 3,
  },
  {
    title: 'The same id under two clients of ours is two people, who exercise their rights apart',
    steps: [
      {
        as: { member: 'anna', tenant: 'brewery' },
        ask: `PUT ${change}`,
        body: evidence,
        expect: { status: 200, includes: { status: 'dpv:ConsentGiven', epoch: 1 } },
      },
      { ...advertised, expect: consentRequired('adverts', 'dpv:ConsentUnknown') },
      {
        as: { member: 'anna', tenant: 'bakery' },
        ask: `DELETE ${change}`,
        expect: { status: 200, includes: { status: 'dpv:ConsentWithdrawn', epoch: 1 } },
      },
      {
        as: 'anna',
        ask: `GET ${change}/receipt`,
        expect: { status: 404, problem: 'not-found' },
      },
      {
        as: { member: 'anna', tenant: 'brewery' },
        ask: `GET ${change}/receipt`,
        expect: { status: 200 },
      },
    ],
  },
];
