import { expect, test } from 'vitest';
import type { ConsentScope, SubjectEvent } from './event.ts';
import { emptyState, evolve, rebuild } from './evolve.ts';
import type { SubjectState } from './state.ts';

const AT = '2026-11-22T09:00:00Z';
const EVIDENCE = {
  noticeVersion: '3',
  language: 'en',
  indication: 'checkbox#newsletter',
  textHash: 'ab',
};

test('of a subject of whom nothing was heard, nothing is known', () => {
  expect(emptyState('salt')).toEqual({
    version: 0,
    salt: 'salt',
    consents: [],
    objections: [],
    restrictions: [],
    notices: [],
    relationships: [],
  });
});

test('a consent says which notice was shown, since when, until when and what proves it', () => {
  const state = rebuild('salt', [
    given({ id: 'e1', expiresAt: '2027-12-22T09:00:00Z', explicit: true }),
  ]);
  expect(state.version).toBe(1);
  expect(state.consents).toEqual([
    {
      purpose: 'newsletter',
      status: 'dpv:ConsentGiven',
      explicit: true,
      noticeVersion: '3',
      since: '2026-11-22T09:00:00Z',
      expiresAt: '2027-12-22T09:00:00Z',
      recordId: 'e1',
    },
  ]);
});

test.each<[string, readonly SubjectEvent[], string]>([
  ['given once', [given()], 'dpv:ConsentGiven'],
  ['given again', [given(), given()], 'dpv:RenewedConsentGiven'],
  ['refused', [refused()], 'dpv:ConsentRefused'],
  ['given, then refused', [given(), refused()], 'dpv:ConsentRefused'],
  ['refused, then given', [refused(), given()], 'dpv:ConsentGiven'],
  ['given, then withdrawn', [given(), withdrawn()], 'dpv:ConsentWithdrawn'],
  ['withdrawn without a consent', [withdrawn()], 'dpv:ConsentWithdrawn'],
  ['given after a withdrawal', [given(), withdrawn(), given()], 'dpv:ConsentGiven'],
  ['renewed after that', [given(), withdrawn(), given(), given()], 'dpv:RenewedConsentGiven'],
])('a consent %s stands as it should', (_, events, status) => {
  expect(rebuild('salt', events).consents.map((it) => it.status)).toEqual([status]);
});

test('a renewal of an expired consent is a renewal', () => {
  const expired: SubjectState = {
    ...emptyState('salt'),
    consents: [
      {
        purpose: 'newsletter',
        status: 'dpv:ConsentExpired',
        explicit: false,
        since: AT,
        recordId: 'x',
      },
    ],
  };
  expect(evolve(expired, given()).consents[0]?.status).toBe('dpv:RenewedConsentGiven');
});

test('withdrawing consent to a purpose ends that to its recipients and channels', () => {
  const state = rebuild('salt', [
    given(),
    given({ recipient: 'mailer' }),
    given({ channel: 'sms' }),
    given({ purpose: 'analytics', recipient: 'mailer' }),
    withdrawn(),
  ]);
  expect(statuses(state)).toEqual({
    'newsletter//': 'dpv:ConsentWithdrawn',
    'newsletter/mailer/': 'dpv:ConsentWithdrawn',
    'newsletter//sms': 'dpv:ConsentWithdrawn',
    'analytics/mailer/': 'dpv:ConsentGiven',
  });
});

test('refusing a purpose ends narrower consents too, and leaves earlier refusals their own proof', () => {
  const state = rebuild('salt', [
    given({ recipient: 'mailer' }),
    refused({ id: 'first', recipient: 'printer' }),
    refused({ id: 'second' }),
  ]);
  expect(statuses(state)).toEqual({
    'newsletter/mailer/': 'dpv:ConsentRefused',
    'newsletter/printer/': 'dpv:ConsentRefused',
    'newsletter//': 'dpv:ConsentRefused',
  });
  expect(state.consents.find((it) => it.recipient === 'printer')?.recordId).toBe('first');
});

test('withdrawing consent to one recipient leaves the purpose and the other recipients', () => {
  const state = rebuild('salt', [
    given(),
    given({ recipient: 'mailer' }),
    withdrawn({ recipient: 'mailer' }),
  ]);
  expect(statuses(state)).toEqual({
    'newsletter//': 'dpv:ConsentGiven',
    'newsletter/mailer/': 'dpv:ConsentWithdrawn',
  });
});

test('consent to a purpose does not bring back what was withdrawn for one recipient', () => {
  const state = rebuild('salt', [withdrawn({ recipient: 'mailer' }), given()]);
  expect(statuses(state)['newsletter/mailer/']).toBe('dpv:ConsentWithdrawn');
});

test('a second withdrawal changes nothing: the first says since when', () => {
  const once = rebuild('salt', [given(), withdrawn({ id: 'first' })]);
  expect(evolve(once, withdrawn({ id: 'second' }))).toBe(once);
});

const objection = (type: 'upheld' | 'lifted', scope: Partial<ConsentScope> = {}): SubjectEvent => ({
  ...base(`objection.${type}`),
  purpose: 'newsletter',
  ...scope,
  type: `objection.${type}`,
});

test.each<[string, readonly SubjectEvent[], string | undefined]>([
  ['filed', [filed()], 'pending'],
  ['filed against direct marketing', [filed(true)], 'upheld'],
  ['upheld after assessment', [filed(), objection('upheld')], 'upheld'],
  ['upheld without being filed', [objection('upheld')], 'upheld'],
  ['overridden with recorded grounds', [filed(), overridden()], 'overridden'],
  ['overridden although nobody objected', [overridden()], undefined],
  ['against direct marketing and then overridden', [filed(true), overridden()], 'upheld'],
  ['upheld and then overridden', [filed(), objection('upheld'), overridden()], 'upheld'],
  ['filed again while it stands', [filed(true), filed()], 'upheld'],
  ['filed anew after an override', [filed(), overridden(), filed()], 'pending'],
  ['taken back', [filed(), objection('lifted')], undefined],
])('an objection %s stands as it should', (_, events, status) => {
  expect(rebuild('salt', events).objections[0]?.status).toBe(status);
});

test('taking back the objection on one channel leaves that on another', () => {
  const state = rebuild('salt', [
    filed(true, { channel: 'email' }),
    filed(true, { channel: 'phone' }),
    objection('lifted', { channel: 'phone' }),
  ]);
  expect(state.objections.map((it) => it.channel)).toEqual(['email']);
});

test('a restriction on one ground only grows until it is lifted', () => {
  const restrict = (...fields: readonly string[]): SubjectEvent => ({
    ...base('restriction.set'),
    type: 'restriction.set',
    ground: 'accuracy-contested',
    ...(fields.length === 0 ? {} : { fields }),
  });
  const lift: SubjectEvent = {
    ...base('restriction.lifted'),
    type: 'restriction.lifted',
    ground: 'accuracy-contested',
    informedAt: AT,
  };
  const one = rebuild('salt', [restrict('Customer.email')]);
  const two = evolve(one, restrict('Customer.phone'));
  expect(two.restrictions[0]?.fields).toEqual(['Customer.email', 'Customer.phone']);
  expect(evolve(two, restrict('Customer.phone'))).toBe(two);
  const all = evolve(two, restrict());
  expect(all.restrictions[0]?.fields).toBeUndefined();
  expect(evolve(all, restrict('Customer.email'))).toBe(all);
  expect(evolve(all, lift).restrictions).toEqual([]);
  expect(evolve(emptyState('salt'), lift).version).toBe(0);
});

test('a notice is delivered once and accepted once', () => {
  const notice = (type: 'delivered' | 'accepted', at: string): SubjectEvent => ({
    ...base(`notice.${type}`),
    type: `notice.${type}`,
    version: '3',
    at,
  });
  const state = rebuild('salt', [
    notice('delivered', '2026-01-01T00:00:00Z'),
    notice('delivered', '2026-02-01T00:00:00Z'),
    notice('accepted', '2026-03-01T00:00:00Z'),
    notice('accepted', '2026-04-01T00:00:00Z'),
  ]);
  expect(state.version).toBe(2);
  expect(state.notices).toEqual([
    { version: '3', deliveredAt: '2026-01-01T00:00:00Z', acceptedAt: '2026-03-01T00:00:00Z' },
  ]);
  expect(rebuild('salt', [notice('accepted', AT)]).notices).toEqual([
    { version: '3', deliveredAt: AT, acceptedAt: AT },
  ]);
});

test('a customer stops being one, and may become one again', () => {
  const event = (type: 'began' | 'ended', at: string): SubjectEvent => ({
    ...base(`relationship.${type}`),
    type: `relationship.${type}`,
    kind: 'customer',
    at,
  });
  const began = rebuild('salt', [event('began', '2026-01-01T00:00:00Z')]);
  expect(evolve(began, event('began', AT))).toBe(began);
  const ended = evolve(began, event('ended', '2026-02-01T00:00:00Z'));
  expect(ended.relationships).toEqual([
    { kind: 'customer', since: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' },
  ]);
  expect(evolve(ended, event('ended', AT))).toBe(ended);
  expect(evolve(ended, event('began', AT)).relationships).toEqual([
    { kind: 'customer', since: AT },
  ]);
  expect(evolve(emptyState('salt'), event('ended', AT)).version).toBe(0);
});

function base(id: string): { id: string; at: string; actor: 'data-subject' } {
  return { id, at: AT, actor: 'data-subject' };
}

type GivenEvent = Extract<SubjectEvent, { type: 'consent.given' }>;

function given(over: Partial<GivenEvent> = {}): SubjectEvent {
  return {
    ...base('given'),
    purpose: 'newsletter',
    explicit: false,
    evidence: EVIDENCE,
    ...over,
    type: 'consent.given',
  };
}

function refused(over: Partial<ConsentScope> & { id?: string } = {}): SubjectEvent {
  return {
    ...base('refused'),
    purpose: 'newsletter',
    evidence: EVIDENCE,
    ...over,
    type: 'consent.refused',
  };
}

function withdrawn(over: Partial<ConsentScope> & { id?: string } = {}): SubjectEvent {
  return { ...base('withdrawn'), purpose: 'newsletter', ...over, type: 'consent.withdrawn' };
}

function filed(final = false, scope: Partial<ConsentScope> = {}): SubjectEvent {
  return { ...base('filed'), purpose: 'newsletter', ...scope, type: 'objection.filed', final };
}

function overridden(): SubjectEvent {
  return {
    ...base('overridden'),
    purpose: 'newsletter',
    type: 'objection.overridden',
    justification: 'dpv:LegitimateInterestOfController',
    approver: 'dpo',
  };
}

function statuses(state: SubjectState): Record<string, string> {
  return Object.fromEntries(
    state.consents.map((it) => [
      `${it.purpose}/${it.recipient ?? ''}/${it.channel ?? ''}`,
      it.status,
    ]),
  );
}
