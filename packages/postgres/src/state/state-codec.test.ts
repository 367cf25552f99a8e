import {
  type ConsentState,
  emptyState,
  evolve,
  type SubjectEvent,
  type SubjectState,
} from '@lawful/core';
import { consentGiven } from '@lawful/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packState, StateCorrupted, unpackState } from './state-codec.ts';

const salt = Buffer.alloc(16, 7).toString('base64url');

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const instant = fc.oneof(
  fc
    .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((it) => it.toISOString()),
  fc.constantFrom(
    '2026-11-22T09:00:00Z',
    '2026-02-30T09:00:00.000Z',
    '2026-02-28T24:00:00.000Z',
    '2026-02-28T23:60:00.000Z',
    '2024-02-29T23:59:59.999Z',
    '1969-07-20T20:17:40.000Z',
    '2026-11-22T10:00:00.000+01:00',
  ),
);
const consent = fc.record(
  {
    purpose: text,
    recipient: text,
    channel: fc.constantFrom('email', 'sms', 'phone', 'post', 'push', 'social'),
    status: fc.constantFrom('dpv:ConsentGiven', 'dpv:ConsentRefused', 'dpv:ConsentWithdrawn'),
    explicit: fc.boolean(),
    noticeVersion: text,
    since: instant,
    expiresAt: instant,
    recordId: fc.oneof(fc.uuid(), text),
  },
  { requiredKeys: ['purpose', 'status', 'explicit', 'since', 'recordId'] },
) as fc.Arbitrary<ConsentState>;
const state = fc.record({
  version: fc.nat(),
  salt: fc
    .uint8Array({ minLength: 16, maxLength: 16 })
    .map((it) => Buffer.from(it).toString('base64url')),
  consents: fc.array(consent, { maxLength: 8 }),
  objections: fc.array(
    fc.record({ purpose: text, status: fc.constant('pending'), since: instant, recordId: text }),
  ),
  restrictions: fc.array(
    fc.record({ ground: fc.constant('accuracy-contested'), since: instant, recordId: text }),
  ),
  notices: fc.array(fc.record({ version: text, deliveredAt: instant })),
  relationships: fc.array(fc.record({ kind: text, since: instant })),
}) as fc.Arbitrary<SubjectState>;

test('whatever a state says, its row says the same', () => {
  fc.assert(
    fc.property(state, (it) => {
      expect(unpackState(packState(it))).toEqual(it);
    }),
    { numRuns: 2_000 },
  );
});

test('a row of which one bit has changed is never believed', () => {
  fc.assert(
    fc.property(state, fc.nat(), fc.integer({ min: 0, max: 7 }), (it, place, bit) => {
      const row = packState(it);
      const bytes = Buffer.from(row.state);
      const at = place % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      expect(() => unpackState({ ...row, state: bytes })).toThrow(StateCorrupted);
    }),
  );
});

test('a row with the salt, the epoch or the bytes of another is not believed', () => {
  const row = packState(emptyState(salt));
  const other = packState(
    evolve(emptyState(Buffer.alloc(16, 8).toString('base64url')), consentGiven('a')),
  );
  for (const mixed of [
    { ...row, salt: other.salt },
    { ...row, epoch: 1 },
    { ...row, state: other.state },
    { ...row, state: new Uint8Array() },
    { ...row, state: row.state.subarray(0, 3) },
  ]) {
    expect(() => unpackState(mixed)).toThrow(StateCorrupted);
  }
});

test('a state that was read cannot be changed by whoever got it', () => {
  const given = evolve(emptyState(salt), consentGiven('newsletter'));
  const filed: SubjectEvent = {
    id: 'objection',
    at: '2026-11-22T09:00:00.000Z',
    actor: 'data-subject',
    type: 'objection.filed',
    purpose: 'analytics',
    final: false,
  };
  const read = unpackState(packState(evolve(given, filed)));
  for (const part of [read, read.consents, read.consents[0], read.objections, read.objections[0]]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test('two consents of a usual length need less than 100 bytes', () => {
  const one = evolve(emptyState(salt), consentGiven('newsletter'));
  const { state: bytes } = packState(evolve(one, consentGiven('analytics')));
  expect(bytes.length).toBeLessThan(100);
});
