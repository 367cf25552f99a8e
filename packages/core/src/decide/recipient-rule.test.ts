import { expect, test } from 'vitest';
import { reason, withConsents } from '../../fixtures/decide-shop.ts';
import type { SubjectState } from './state.ts';
import { NEVER_HEARD_OF } from './view.ts';

test.each([
  ['nobody', 'recipient_unknown'],
  ['carrier', 'contract'],
  ['uncontracted', 'recipient_not_allowed'],
  ['mailer', 'recipient_not_allowed'],
  ['shieldUS', 'transfer_mechanism_missing'],
  ['certifiedUS', 'contract'],
  ['uncertifiedUS', 'transfer_mechanism_missing'],
  ['japan', 'contract'],
  ['indiaWithClauses', 'contract'],
  ['indiaWithoutAssessment', 'transfer_mechanism_missing'],
  ['indiaWithNothing', 'transfer_mechanism_missing'],
])('disclosing an order to %s: %s', (recipient, expected) => {
  expect(reason({ purpose: 'order', operation: 'dpv:Disclose', recipient })).toBe(expected);
});

test('a recipient gets no field that is not registered for it', () => {
  const asked = { purpose: 'order', operation: 'dpv:Disclose', recipient: 'carrier' } as const;
  expect(reason({ ...asked, fields: ['Customer.address'] })).toBe('contract');
  expect(reason({ ...asked, fields: ['Customer.address', 'Customer.email'] })).toBe(
    'recipient_not_allowed',
  );
});

test('a partner needs a consent that names it; consent for one does not release to another', () => {
  const to = (recipient: string) =>
    ({ purpose: 'newsletter', operation: 'dpv:Disclose', recipient }) as const;
  const general = withConsents({});
  const named = withConsents({}, { recipient: 'partnerA' });
  expect(reason(to('mailer'), general), 'a processor acts for us').toBe('consent_given');
  expect(reason(to('partnerA'), general)).toBe('consent_missing');
  expect(reason(to('partnerA'), named)).toBe('consent_given');
  expect(reason(to('partnerB'), named)).toBe('consent_missing');
});

test('an objection to one recipient leaves the others alone', () => {
  const state: SubjectState = {
    ...NEVER_HEARD_OF,
    objections: [
      {
        purpose: 'statistics',
        recipient: 'institute',
        status: 'upheld',
        since: '2026-06-01T00:00:00Z',
        recordId: 'e1',
      },
    ],
  };
  expect(reason({ purpose: 'statistics', recipient: 'institute' }, state)).toBe('objected');
  expect(reason({ purpose: 'statistics', recipient: 'bureau' }, state)).toBe(
    'legitimate_interests',
  );
  expect(reason({ purpose: 'statistics' }, state)).toBe('legitimate_interests');
});
