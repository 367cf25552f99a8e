import { expect, test } from 'vitest';
import { definePolicy } from '../declare/define-policy.ts';
import { compilePurposes } from './compile-purposes.ts';
import { layOutSlots } from './slots.ts';

test('slots are dense: purposes, then purpose and recipient, then purpose and channel', () => {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-09-01',
    purposes: {
      order: { legalBasis: 'contract', channel: 'email' },
      newsletter: { legalBasis: 'consent', channel: ['email', 'sms'] },
    },
    recipients: {
      mailer: { role: 'processor', purposes: ['newsletter', 'order'] },
      partner: { role: 'third-party', purposes: ['newsletter'] },
    },
  });
  const { slots, slotOf } = layOutSlots(
    policy,
    compilePurposes(policy, undefined, () => undefined),
  );
  const laidOut = [
    slotOf('newsletter', { recipient: 'mailer' }),
    slotOf('order', { recipient: 'mailer' }),
    slotOf('newsletter', { recipient: 'partner' }),
    slotOf('newsletter', { channel: 'email' }),
    slotOf('newsletter', { channel: 'sms' }),
  ];
  expect(laidOut).toEqual([2, 3, 4, 5, 6]);
  expect(slots).toBe(7);
});

test('what the policy does not register has no slot', () => {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-09-01',
    purposes: { order: { channel: 'email' } },
    recipients: { bank: { role: 'controller', purposes: [] } },
  });
  const { slots, slotOf } = layOutSlots(
    policy,
    compilePurposes(policy, undefined, () => undefined),
  );
  expect(slots).toBe(1);
  expect(slotOf('order', { recipient: 'bank' })).toBeUndefined();
  expect(slotOf('order', { recipient: 'constructor' })).toBeUndefined();
  // One channel alone: consent to the purpose is consent by that channel.
  expect(slotOf('order', { channel: 'email' })).toBeUndefined();
  expect(slotOf('unknown', { channel: 'email' })).toBeUndefined();
});
