import { compileCatalogue } from '@lawful/core';
import { expect, test } from 'vitest';
import { models } from './models.ts';
import { policy } from './policy.ts';

test('the policy and the models hold together: nothing to warn of', () => {
  const { findings } = compileCatalogue({ policy, models });
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('care rests on contract and professional secrecy, never on consent', () => {
  for (const purpose of ['care', 'prescription'] as const) {
    const { legalBasis, specialCategoryBasis, relationship } = policy.purposes[purpose];
    expect(legalBasis).not.toBe('consent');
    expect(specialCategoryBasis).toBe('eu-gdpr:A9-2-h');
    expect(relationship).toBe('care-team');
  }
});

test('research is a purpose of its own and needs explicit consent', () => {
  expect(policy.purposes.research).toMatchObject({
    legalBasis: 'consent',
    specialCategoryBasis: 'eu-gdpr:A9-2-a',
    consent: { explicit: true },
  });
});
