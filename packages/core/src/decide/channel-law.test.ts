import { expect, test } from 'vitest';
import { question, reason, shop, withConsents } from '../../fixtures/decide-shop.ts';
import { compileQuestion } from './compile-question.ts';
import { decide } from './decide.ts';
import type { SubjectState } from './state.ts';
import { NEVER_HEARD_OF, viewOf } from './view.ts';

test('an objection on one channel leaves the others alone', () => {
  const state: SubjectState = {
    ...NEVER_HEARD_OF,
    objections: [
      {
        purpose: 'prospecting',
        channel: 'post',
        status: 'upheld',
        since: '2026-06-01T00:00:00Z',
        recordId: 'e1',
      },
    ],
    relationships: [{ kind: 'customer', since: '2026-01-01T00:00:00Z' }],
  };
  expect(reason({ purpose: 'prospecting', channel: 'post' }, state)).toBe('objected');
  expect(reason({ purpose: 'prospecting', channel: 'email', similarProducts: true }, state)).toBe(
    'soft_opt_in',
  );
});

test.each([
  // channel, customer, similar goods, consent, objected → reason
  ['email', false, false, undefined, false, 'consent_missing'],
  ['email', false, true, undefined, false, 'consent_missing'],
  ['email', true, false, undefined, false, 'consent_missing'],
  ['email', true, true, undefined, false, 'soft_opt_in'],
  ['email', true, true, undefined, true, 'objected'],
  ['email', true, true, 'dpv:ConsentWithdrawn', false, 'consent_withdrawn'],
  ['email', true, true, 'dpv:ConsentRefused', false, 'consent_refused'],
  ['email', false, false, 'dpv:ConsentGiven', false, 'legitimate_interests'],
  ['sms', false, false, undefined, false, 'consent_missing'],
  ['post', false, false, undefined, false, 'legitimate_interests'],
  ['post', false, false, undefined, true, 'objected'],
  ['push', false, false, undefined, false, 'channel_not_declared'],
] as const)(
  'prospecting by %s (customer %s, similar goods %s, %s, objected %s): %s',
  (channel, customer, similarProducts, status, objected, expected) => {
    const state: SubjectState = {
      ...NEVER_HEARD_OF,
      consents:
        status === undefined ? [] : withConsents({ purpose: 'prospecting', status }).consents,
      objections: objected
        ? [
            {
              purpose: 'prospecting',
              status: 'upheld',
              since: '2026-06-01T00:00:00Z',
              recordId: 'e1',
            },
          ]
        : [],
      relationships: customer ? [{ kind: 'customer', since: '2026-01-01T00:00:00Z' }] : [],
    };
    expect(reason({ purpose: 'prospecting', channel, similarProducts }, state)).toBe(expected);
  },
);

test('French telephone prospecting is opt-out until 10 August 2026 and needs consent from the 11th', () => {
  const call = { purpose: 'prospecting', channel: 'phone' } as const;
  const before = Date.parse('2026-08-10T23:59:59Z');
  const after = Date.parse('2026-08-11T00:00:00Z');
  expect(reason(call, NEVER_HEARD_OF, before)).toBe('legitimate_interests');
  expect(reason(call, NEVER_HEARD_OF, after)).toBe('consent_missing');
  const catalogue = shop();
  const compiledBefore = compileQuestion(catalogue, question(call), before);
  expect(
    decide(compiledBefore, viewOf(catalogue, undefined, before), after).reason,
    'also when it was compiled before',
  ).toBe('consent_missing');
});

test('people addressed in their profession may object, and need not consent before', () => {
  expect(reason({ purpose: 'trade' })).toBe('legitimate_interests');
  const objected: SubjectState = {
    ...NEVER_HEARD_OF,
    objections: [
      { purpose: 'trade', status: 'upheld', since: '2026-06-01T00:00:00Z', recordId: 'e1' },
    ],
  };
  expect(reason({ purpose: 'trade' }, objected)).toBe('objected');
});

test('advertising that arrives by e-mail is direct marketing, whatever it is called', () => {
  expect(reason({ purpose: 'adverts' })).toBe('consent_missing');
});
