import { createPrivacy, definePolicy } from '@lawful/core';
import { expect, test } from 'vitest';
import { openCalls } from './call-unit.ts';

test('what a session has seen counts in a call about its own subject, and in none about another', () => {
  const privacy = givenPrivacy();
  const outer = privacy.open({ subject: 'anna', tenant: 'acme', consentEpoch: 7 });
  const open = openCalls(privacy, (id: string) => id, 'by resolver');
  expect(open(['anna'], outer)).toMatchObject({ subject: 'anna', tenant: 'acme', consentEpoch: 7 });
  expect(open(['bert'], outer)).toMatchObject({ subject: 'bert', tenant: 'acme' });
  expect(open(['bert'], outer).consentEpoch).toBeUndefined();
  expect(open(['anna'], undefined).consentEpoch).toBeUndefined();
});

function givenPrivacy() {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Acme', address: 'Paris', contact: 'mailto:privacy@acme.example' },
    purposes: { order: { legalBasis: 'contract' } },
  });
  return createPrivacy({ policy, models: [], warn: () => undefined });
}
