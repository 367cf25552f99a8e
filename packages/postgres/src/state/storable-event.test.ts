import type { SubjectEvent } from '@lawful/core';
import { consentGiven } from '@lawful/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storableEvent } from './storable-event.ts';

const saying = (indication: string): SubjectEvent => {
  const event = consentGiven('newsletter');
  if (event.type !== 'consent.given') throw new Error('not a consent');
  return { ...event, evidence: { ...event.evidence, indication } };
};
const codeOf = (event: SubjectEvent): unknown => {
  try {
    storableEvent(event);
    return 'stored';
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
};

test('an evidence document of ten megabytes is refused', () => {
  expect(codeOf(saying('x'.repeat(10_000_000)))).toBe('evidence-too-large');
  expect(codeOf(saying('é'.repeat(40_000)))).toBe('evidence-too-large');
  expect(codeOf(saying('x'.repeat(60_000)))).toBe('stored');
});

test.each([
  ['a NUL', 'a\0b'],
  ['half a pair of surrogates', 'a\ud800b'],
  ['the other half', '\udfff'],
  ['a NUL after a backslash', '\\\0'],
])('%s cannot be stored, and is refused before the database does', (_, indication) => {
  expect(codeOf(saying(indication))).toBe('event-not-storable');
});

test.each([
  ['a text that looks like an escape', '\\u0000'],
  ['two backslashes before it', '\\\\u0000'],
  ['an emoji', '👩‍⚕️'],
  ['quotes and SQL', `'; drop table lawful.subject_event; --"`],
])('%s is stored as it is', (_, indication) => {
  expect(JSON.parse(storableEvent(saying(indication))).evidence.indication).toBe(indication);
});

test('whatever PostgreSQL would refuse or change is refused before', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (indication) => {
      const clean = indication.isWellFormed() && !indication.includes('\0');
      expect(codeOf(saying(indication))).toBe(clean ? 'stored' : 'event-not-storable');
    }),
    { numRuns: 2_000 },
  );
});

test('an event without an id that could be repeated is refused', () => {
  for (const id of ['', 'x'.repeat(257)]) {
    expect(codeOf({ ...consentGiven('newsletter'), id })).toBe('event-not-storable');
  }
});
