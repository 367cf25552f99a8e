import { expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { compileQuestion } from './compile-question.ts';
import { decide } from './decide.ts';
import type { Question } from './question.ts';
import type { ConsentState, SubjectState } from './state.ts';
import { NEVER_HEARD_OF, viewOf } from './view.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');

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

test('health data for research need explicit consent', () => {
  const research = { purpose: 'research', categories: ['pd:MedicalHealth'] } as const;
  expect(reason(research, withConsents({ purpose: 'research' }))).toBe('consent_not_explicit');
  expect(reason(research, withConsents({ purpose: 'research', explicit: true }))).toBe(
    'consent_given',
  );
});

test('health data for care rest on secrecy and contract, and need no consent', () => {
  expect(reason({ purpose: 'care', categories: ['pd:MedicalHealth'], actor: practitioner() })).toBe(
    'contract',
  );
});

test('health data for a purpose without a condition of Art. 9(2) are denied whatever consent says', () => {
  const asked = { purpose: 'newsletter', categories: ['pd:MedicalHealth'] } as const;
  expect(reason(asked, withConsents({ explicit: true }))).toBe(
    'special_category_condition_missing',
  );
});

test('staff pursue only the purposes of their role', () => {
  expect(reason({ purpose: 'order', actor: { type: 'staff', role: 'clerk' } })).toBe('contract');
  expect(reason({ purpose: 'order', actor: { type: 'staff', role: 'analyst' } })).toBe(
    'role_not_granted',
  );
  expect(reason({ purpose: 'order', actor: { type: 'staff', role: 'toString' } })).toBe(
    'role_not_granted',
  );
  expect(reason({ purpose: 'order', actor: { type: 'staff' } })).toBe('role_not_granted');
});

test('care needs the relationship as well as the role', () => {
  expect(reason({ purpose: 'care', actor: { type: 'staff', role: 'practitioner' } })).toBe(
    'relationship_missing',
  );
});

test('somebody unknown may bring data in and nothing else', () => {
  const actor = { type: 'anonymous' } as const;
  expect(reason({ purpose: 'order', operation: 'dpv:Collect', actor })).toBe('contract');
  expect(reason({ purpose: 'order', operation: 'dpv:Consult', actor })).toBe('actor_unknown');
});

test('as processor, only what the tenant instructs, under a contract that can be named', () => {
  expect(reason({ purpose: 'hosting' })).toBe('purpose_not_instructed');
  expect(reason({ purpose: 'hosting', tenant: 'acme' })).toBe('contract');
  expect(reason({ purpose: 'hosting', tenant: 'nobody' })).toBe('purpose_not_instructed');
  expect(reason({ purpose: 'hosting', tenant: 'uncontracted' })).toBe('purpose_not_instructed');
  expect(reason({ purpose: 'order', tenant: 'acme' }), 'a purpose of our own on their data').toBe(
    'purpose_not_instructed',
  );
});

test('data collected for one purpose serve another only where the policy says that they are compatible', () => {
  expect(reason({ purpose: 'statistics', collectedFor: 'order' })).toBe('legitimate_interests');
  expect(reason({ purpose: 'care', collectedFor: 'order', actor: practitioner() })).toBe(
    'purpose_incompatible',
  );
  expect(
    reason({ purpose: 'statistics', collectedFor: 'newsletter' }),
    'never where they rest on consent',
  ).toBe('purpose_incompatible');
});

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

test('Global Privacy Control refuses sale and the sharing of marketing, and nothing else', () => {
  expect(reason({ purpose: 'sale', gpc: true }, withConsents({ purpose: 'sale' }))).toBe('gpc');
  expect(
    reason({ purpose: 'sale' }, withConsents({ purpose: 'sale' })),
    'its absence means nothing',
  ).toBe('consent_given');
  expect(reason({ purpose: 'newsletter', gpc: true }, withConsents({}))).toBe('consent_given');
  const sharing = { purpose: 'newsletter', gpc: true, recipient: 'partnerA' };
  expect(
    reason(sharing, withConsents({ recipient: 'partnerA' })),
    'sharing it with a partner',
  ).toBe('gpc');
  expect(
    reason({ ...sharing, recipient: 'mailer' }, withConsents({})),
    'a processor is no third party',
  ).toBe('consent_given');
  expect(reason({ purpose: 'order', gpc: true })).toBe('contract');
});

test('what the policy promises never to do is denied even with consent', () => {
  const catalogue = compileCatalogue({
    policy: { ...POLICY, commitments: [{ promises: 'no-sale' }] },
    models: [],
  });
  const asked = compileQuestion(catalogue, question({ purpose: 'sale' }), NOW);
  expect(decide(asked, viewOf(catalogue, withConsents({ purpose: 'sale' }), NOW), NOW).reason).toBe(
    'prohibited_by_policy',
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

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  jurisdiction: 'loc:FR',
  purposes: {
    order: {
      is: 'dpv:CustomerOrderManagement',
      legalBasis: 'contract',
      compatibleWith: ['statistics'],
    },
    newsletter: {
      is: 'dpv:PersonalisedAdvertising',
      message: 'service',
      legalBasis: 'consent',
      consent: { duration: 'P13M' },
    },
    statistics: { legalBasis: 'legitimate_interests', legitimateInterest: 'Knowing what sells' },
    prospecting: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'Selling',
      channel: ['email', 'sms', 'post', 'phone'],
    },
    sale: { is: 'dpv:SellDataToThirdParties', legalBasis: 'consent' },
    research: { legalBasis: 'consent', specialCategoryBasis: 'eu-gdpr:A9-2-a' },
    care: {
      legalBasis: 'contract',
      specialCategoryBasis: 'eu-gdpr:A9-2-h',
      relationship: 'care-team',
    },
    hosting: { legalBasis: 'contract', role: 'processor' },
    baseless: {},
    contradictory: { legalBasis: ['consent', 'contract'] },
  },
  roles: {
    clerk: { purposes: ['order'] },
    analyst: { purposes: ['statistics'] },
    practitioner: { purposes: ['care'] },
  },
  tenants: {
    acme: {
      controller: { name: 'Acme' },
      contractReference: 'DPA 2026-04',
      instructedPurposes: ['hosting'],
    },
    uncontracted: { controller: { name: 'Bare' }, instructedPurposes: ['hosting'] },
  },
  recipients: {
    carrier: {
      role: 'processor',
      country: 'FR',
      contractReference: 'C1',
      purposes: ['order'],
      fields: ['Customer.address'],
    },
    uncontracted: { role: 'processor', country: 'FR', purposes: ['order'] },
    mailer: { role: 'processor', country: 'FR', contractReference: 'C2', purposes: ['newsletter'] },
    partnerA: { role: 'third-party', country: 'FR', purposes: ['newsletter'] },
    partnerB: { role: 'third-party', country: 'FR', purposes: ['newsletter'] },
    institute: { role: 'controller', country: 'FR', purposes: ['statistics'] },
    bureau: { role: 'controller', country: 'FR', purposes: ['statistics'] },
    shieldUS: {
      role: 'processor',
      country: 'US',
      contractReference: 'C',
      purposes: ['order'],
      transfer: { mechanism: 'privacy-shield' },
    },
    certifiedUS: {
      role: 'processor',
      country: 'US',
      contractReference: 'C',
      purposes: ['order'],
      transfer: { mechanism: 'eu-gdpr:A45-3', certified: true },
    },
    uncertifiedUS: {
      role: 'processor',
      country: 'US',
      contractReference: 'C',
      purposes: ['order'],
      transfer: { mechanism: 'eu-gdpr:A45-3' },
    },
    japan: {
      role: 'processor',
      country: 'JP',
      contractReference: 'C',
      purposes: ['order'],
      transfer: { mechanism: 'eu-gdpr:A45-3' },
    },
    indiaWithClauses: {
      role: 'processor',
      country: 'IN',
      contractReference: 'C',
      purposes: ['order'],
      transfer: {
        mechanism: 'eu-gdpr:A46-2-c',
        reference: 'SCC 2021/914 module 2',
        impactAssessment: true,
      },
    },
    indiaWithoutAssessment: {
      role: 'processor',
      country: 'IN',
      contractReference: 'C',
      purposes: ['order'],
      transfer: { mechanism: 'eu-gdpr:A46-2-c', reference: 'SCC 2021/914 module 2' },
    },
    indiaWithNothing: {
      role: 'processor',
      country: 'IN',
      contractReference: 'C',
      purposes: ['order'],
    },
  },
});

function shop(): Catalogue {
  return compileCatalogue({ policy: POLICY, models: [] });
}

function question(part: Partial<Question> & Pick<Question, 'purpose'>): Question {
  return { operation: 'dpv:Use', actor: { type: 'data-subject' }, ...part };
}

function reason(
  part: Partial<Question> & Pick<Question, 'purpose'>,
  state: SubjectState = NEVER_HEARD_OF,
  now = NOW,
): string {
  const catalogue = shop();
  return decide(compileQuestion(catalogue, question(part), now), viewOf(catalogue, state, now), now)
    .reason;
}

function practitioner() {
  return { type: 'staff', role: 'practitioner', relationships: ['care-team'] } as const;
}

function withConsents(...parts: readonly Partial<ConsentState>[]): SubjectState {
  const consents = parts.map((part) => ({
    purpose: 'newsletter',
    status: 'dpv:ConsentGiven' as const,
    explicit: false,
    since: '2026-06-01T00:00:00Z',
    recordId: 'e1',
    ...part,
  }));
  return { ...NEVER_HEARD_OF, consents };
}
