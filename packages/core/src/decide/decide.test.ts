import { expect, test } from 'vitest';
import { NOW, POLICY, question, reason, shop, withConsents } from '../../fixtures/decide-shop.ts';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { compileQuestion } from './compile-question.ts';
import { decide } from './decide.ts';
import type { SubjectState } from './state.ts';
import { NEVER_HEARD_OF, viewOf } from './view.ts';

test('a purpose that nobody declared is denied', () => {
  expect(reason({ purpose: 'horoscopes' })).toBe('purpose_unknown');
  expect(reason({ purpose: '__proto__' })).toBe('purpose_unknown');
});

test('a purpose with no legal basis, or with two, is denied', () => {
  expect(reason({ purpose: 'baseless' })).toBe('legal_basis_missing');
  expect(reason({ purpose: 'contradictory' })).toBe('legal_basis_missing');
});

test('consent expires at the very instant that its duration ends', () => {
  const given = Date.parse('2026-01-31T10:00:00Z');
  const state = withConsents({ since: '2026-01-31T10:00:00Z' });
  const end = Date.parse('2027-02-28T10:00:00Z'); // 13 calendar months, clamped
  expect(reason({ purpose: 'newsletter' }, state, given)).toBe('consent_given');
  expect(reason({ purpose: 'newsletter' }, state, end - 1)).toBe('consent_given');
  expect(reason({ purpose: 'newsletter' }, state, end)).toBe('consent_expired');
});

test('a view made before the expiry is not believed after it', () => {
  const catalogue = shop();
  const state = withConsents({ since: '2026-01-31T10:00:00Z' });
  const asked = compileQuestion(catalogue, question({ purpose: 'newsletter' }), NOW);
  const view = viewOf(catalogue, state, NOW);
  expect(decide(asked, view, NOW).outcome).toBe('allow');
  expect(decide(asked, view, Date.parse('2027-02-28T10:00:00Z')).reason).toBe('consent_expired');
});

test('a consent whose dates cannot be read never counts', () => {
  expect(reason({ purpose: 'newsletter' }, withConsents({ since: 'yesterday' }))).toBe(
    'consent_expired',
  );
  expect(reason({ purpose: 'newsletter' }, withConsents({ expiresAt: 'soon' }))).toBe(
    'consent_expired',
  );
});

test('a restriction of one field denies what needs it and leaves the rest', () => {
  const state: SubjectState = {
    ...NEVER_HEARD_OF,
    restrictions: [
      {
        ground: 'accuracy-contested',
        fields: ['Customer.address'],
        since: '2026-06-01T00:00:00Z',
        recordId: 'e1',
      },
    ],
  };
  expect(reason({ purpose: 'order', fields: ['Customer.email'] }, state)).toBe('contract');
  expect(reason({ purpose: 'order', fields: ['Customer.email', 'Customer.address'] }, state)).toBe(
    'restricted',
  );
  expect(reason({ purpose: 'order' }, state), 'a question that does not say which fields').toBe(
    'restricted',
  );
});

test.each(['consent', 'legal-claims', 'rights-of-others', 'public-interest'] as const)(
  'the exception of Art. 18(2) for %s passes a restriction',
  (exception) => {
    const state: SubjectState = {
      ...NEVER_HEARD_OF,
      restrictions: [
        { ground: 'unlawful-processing', since: '2026-06-01T00:00:00Z', recordId: 'e1' },
      ],
    };
    expect(reason({ purpose: 'order', exception }, state)).toBe('contract');
  },
);

test('a new purpose waits until the subject has been told, where the policy promises so', () => {
  const next = {
    ...POLICY,
    version: '2',
    newPurposesApply: 'notice-delivered' as const,
    purposes: {
      ...POLICY.purposes,
      surveys: { legalBasis: 'legitimate_interests' as const, legitimateInterest: 'Asking' },
    },
  };
  const catalogue = compileCatalogue({ policy: next, models: [], previous: POLICY });
  const told: SubjectState = {
    ...NEVER_HEARD_OF,
    notices: [{ version: '2', deliveredAt: '2026-11-01T00:00:00Z' }],
  };
  const answer = (purpose: string, state: SubjectState) =>
    decide(
      compileQuestion(catalogue, question({ purpose }), NOW),
      viewOf(catalogue, state, NOW),
      NOW,
    ).reason;
  expect(answer('surveys', NEVER_HEARD_OF)).toBe('notice_not_delivered');
  expect(answer('surveys', told)).toBe('legitimate_interests');
  expect(answer('order', NEVER_HEARD_OF), 'an old purpose does not wait').toBe('contract');
});

test('a decision says the same object for the same reason: nothing is made per request', () => {
  const catalogue = shop();
  const asked = compileQuestion(catalogue, question({ purpose: 'newsletter' }), NOW);
  const [one, other] = [viewOf(catalogue, undefined, NOW), viewOf(catalogue, NEVER_HEARD_OF, NOW)];
  expect(decide(asked, one, NOW)).toBe(decide(asked, other, NOW));
  expect(Object.isFrozen(decide(asked, one, NOW))).toBe(true);
});
