import { expect, test } from 'vitest';
import { invalidatedMechanism } from './invalidated-mechanisms.ts';
import { isTerm } from './term.ts';

test('the Privacy Shield no longer holds since 16 July 2020 (C-311/18)', () => {
  expect(invalidatedMechanism('privacy-shield', '2020-07-15')).toBeUndefined();
  expect(invalidatedMechanism('privacy-shield', '2020-07-16')?.annulledBy).toBe('CJEU C-311/18');
});

test('Safe Harbour no longer holds since 6 October 2015 (C-362/14)', () => {
  expect(invalidatedMechanism('safe-harbour', '2015-10-05')).toBeUndefined();
  expect(invalidatedMechanism('safe-harbour', '2026-11-22')?.annulledBy).toBe('CJEU C-362/14');
});

test('standard contractual clauses were not annulled', () => {
  expect(invalidatedMechanism('eu-gdpr:A46-2-c', '2026-11-22')).toBeUndefined();
});

test('an annulled mechanism is no term that a declaration could name', () => {
  expect(isTerm('privacy-shield')).toBe(false);
});
