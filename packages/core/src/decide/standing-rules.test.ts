import { expect, test } from 'vitest';
import {
  NOW,
  POLICY,
  practitioner,
  question,
  reason,
  withConsents,
} from '../../fixtures/decide-shop.ts';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { compileQuestion } from './compile-question.ts';
import { decide } from './decide.ts';
import { viewOf } from './view.ts';

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

test('as processor, what a tenant instructs needs no legal basis of ours: it is the controller’s', () => {
  expect(reason({ purpose: 'payroll', tenant: 'acme' })).toBe('instructed');
  expect(reason({ purpose: 'payroll' })).toBe('purpose_not_instructed');
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
