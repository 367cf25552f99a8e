import { memorySubjectStore } from '@lawful/core';
import { expect, test } from 'vitest';
import { policy } from './policy.ts';
import { createShopPrivacy } from './privacy.ts';

test('the policy and the models hold together: nothing to warn of', () => {
  const { findings } = createShopPrivacy({
    store: memorySubjectStore(),
    sources: [],
    relays: [],
    warn: () => {},
  });
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('the shop pursues nine purposes on four legal bases', () => {
  const purposes = Object.values(policy.purposes);
  expect(purposes).toHaveLength(9);
  expect(new Set(purposes.map(({ legalBasis }) => legalBasis))).toEqual(
    new Set(['contract', 'legal_obligation', 'legitimate_interests', 'consent']),
  );
});
