import { expect } from 'vitest';
import { consented, refused, withdrew } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario } from '../scenario.ts';

const SUBSCRIBED: ExpectedAnswer = { status: 202, json: { done: true } };

/** What the data subject is told when consent is missing: where it stands, which notice to read and where to give it. */
export function consentRequired(
  purpose: string,
  consentStatus: string,
  { problem = 'consent-required', legalBasis = 'eu-gdpr:A6-1-a', noticeVersion = '1' } = {},
): ExpectedAnswer {
  return {
    status: 403,
    problem,
    members: {
      purposes: [purpose],
      legalBasis,
      consentStatus,
      noticeVersion,
      consentUrl: '/privacy/consents',
    },
    headers: { link: '</privacy/notice>; rel="privacy-policy"' },
  };
}

const asked = { as: 'anna', ask: 'POST /newsletter' } as const;
const trained = { as: 'anna', ask: 'GET /training-plan' } as const;
const offered = { as: 'anna', ask: 'POST /partner-offers' } as const;

/** Consent: given, refused, withdrawn, expired, explicit, for a recipient. */
export const consentScenarios: readonly Scenario[] = [
  {
    title:
      'While a purpose is only observed, what would be refused goes on and is on record as such',
    given: { observed: ['newsletter'], happened: { anna: [refused('newsletter')] } },
    steps: [
      { ...asked, expect: SUBSCRIBED },
      { ...trained, expect: consentRequired('training-plan', 'dpv:ConsentUnknown') },
    ],
    records: [
      { kind: 'decision', outcome: 'deny', reason: 'consent_refused', observed: true },
      { kind: 'served' },
      { kind: 'decision', outcome: 'deny', reason: 'consent_missing', observed: undefined },
    ],
    handled: 1,
  },
  {
    title: 'No newsletter goes to somebody who has never consented',
    steps: [{ ...asked, expect: consentRequired('newsletter', 'dpv:ConsentUnknown') }],
    records: [
      {
        kind: 'decision',
        outcome: 'deny',
        reason: 'consent_missing',
        article: 'Art. 6(1)(a), 7(1)',
        purpose: 'newsletter',
        legalBasis: 'eu-gdpr:A6-1-a',
        policyVersion: '1',
        route: 'POST /newsletter',
        actor: { type: 'data-subject', role: undefined, pseudonym: undefined },
      },
    ],
    handled: 0,
  },
  {
    title: 'A newsletter goes to somebody who has consented',
    given: { happened: { anna: [consented('newsletter')] } },
    steps: [{ ...asked, expect: SUBSCRIBED }],
    records: [
      {
        kind: 'decision',
        outcome: 'allow',
        reason: 'consent_given',
        purpose: 'newsletter',
        consentStatus: 'dpv:ConsentGiven',
        consentRecordId: expect.any(String),
        subject: expect.stringMatching(/^[\w-]{20,}$/),
      },
      { kind: 'served', outcome: 'allow', purpose: 'newsletter', fields: [] },
    ],
    handled: 1,
  },
  {
    title: 'No newsletter goes to somebody who has said no',
    given: { happened: { anna: [refused('newsletter')] } },
    steps: [{ ...asked, expect: consentRequired('newsletter', 'dpv:ConsentRefused') }],
    records: [{ kind: 'decision', outcome: 'deny', reason: 'consent_refused' }],
    handled: 0,
  },
  {
    title: 'Withdrawing consent takes effect on the very next request',
    given: { happened: { anna: [consented('newsletter')] } },
    steps: [
      { ...asked, expect: SUBSCRIBED },
      { meanwhile: { happened: { anna: [withdrew('newsletter')] } } },
      { ...asked, expect: consentRequired('newsletter', 'dpv:ConsentWithdrawn') },
    ],
    handled: 1,
  },
  {
    title: 'A consent that was withdrawn counts again once it is given anew',
    given: { happened: { anna: [consented('newsletter'), withdrew('newsletter')] } },
    steps: [
      { ...asked, expect: consentRequired('newsletter', 'dpv:ConsentWithdrawn') },
      { meanwhile: { happened: { anna: [consented('newsletter')] } } },
      { ...asked, expect: SUBSCRIBED },
    ],
  },
  {
    title: 'Consent ends after the thirteen months that the policy states',
    given: { happened: { anna: [consented('newsletter', { at: '2026-01-01T00:00:00.000Z' })] } },
    steps: [
      { meanwhile: { now: '2026-12-31T23:59:59.000Z' } },
      { ...asked, expect: SUBSCRIBED },
      { meanwhile: { now: '2027-02-01T00:00:01.000Z' } },
      {
        ...asked,
        expect: consentRequired('newsletter', 'dpv:ConsentExpired', { noticeVersion: '2' }),
      },
    ],
    handled: 1,
  },
  {
    title: 'The consent of one person is not that of another',
    given: { happened: { anna: [consented('newsletter')] } },
    steps: [
      {
        as: 'bert',
        ask: 'POST /newsletter',
        expect: consentRequired('newsletter', 'dpv:ConsentUnknown'),
      },
      { ...asked, expect: SUBSCRIBED },
    ],
    handled: 1,
  },
  {
    title: 'Consent to the newsletter is no consent to targeted advertising',
    given: { happened: { anna: [consented('newsletter')] } },
    steps: [
      {
        as: 'anna',
        ask: 'POST /adverts',
        expect: consentRequired('adverts', 'dpv:ConsentUnknown'),
      },
    ],
  },
  {
    title: 'Health data serve a training plan only where consent was explicit',
    given: { happened: { anna: [consented('training-plan')] } },
    steps: [
      {
        ...trained,
        expect: consentRequired('training-plan', 'dpv:ConsentGiven', {
          problem: 'explicit-consent-required',
        }),
      },
      { meanwhile: { happened: { anna: [consented('training-plan', { explicit: true })] } } },
      {
        ...trained,
        expect: {
          status: 200,
          json: { memberId: PEOPLE.anna.id, fitness: PEOPLE.anna.fitness },
        },
      },
    ],
    records: [
      {
        kind: 'decision',
        outcome: 'deny',
        reason: 'consent_not_explicit',
        specialCategory: true,
        categories: ['pd:Health'],
      },
      { kind: 'decision', outcome: 'allow', reason: 'consent_given', specialCategory: true },
      { kind: 'served', fields: ['HealthNote.fitness'] },
    ],
  },
  {
    title: 'Nobody may be handed to a third party by a consent that does not name it',
    given: { happened: { anna: [consented('partner-offers')] } },
    steps: [{ ...offered, expect: consentRequired('partner-offers', 'dpv:ConsentUnknown') }],
    records: [
      { kind: 'decision', outcome: 'deny', recipient: 'outfitter', recipientCountry: 'FR' },
    ],
    handled: 0,
  },
  {
    title: 'A third party gets the data of somebody who has consented to it by name',
    given: { happened: { anna: [consented('partner-offers', { recipient: 'outfitter' })] } },
    steps: [{ ...offered, expect: SUBSCRIBED }],
    handled: 1,
  },
];
