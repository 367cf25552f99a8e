import { expect, test } from 'vitest';
import { isPrivacyError, type PrivacyError } from '../errors.ts';
import { readIndication } from './indication.ts';

const EVIDENCE = { noticeVersion: '3', language: 'en', indication: 'checkbox#newsletter' };

test('what is read is what is kept; what nobody asked for is not', () => {
  expect(readIndication({ ...EVIDENCE, language: 'fr-CA', cnry: 'dropped' }, true)).toEqual({
    ...EVIDENCE,
    language: 'fr-CA',
    shownIn: 'fr',
    explicit: false,
  });
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'yes'],
  ['a list', [EVIDENCE]],
  ['no notice version', { ...EVIDENCE, noticeVersion: undefined }],
  ['no language', { ...EVIDENCE, language: undefined }],
  ['no act', { ...EVIDENCE, indication: undefined }],
  ['a blank act', { ...EVIDENCE, indication: ' \t' }],
  ['an act that is no text', { ...EVIDENCE, indication: true }],
  ['an act of 201 characters', { ...EVIDENCE, indication: 'x'.repeat(201) }],
  ['a language in which there is no notice', { ...EVIDENCE, language: 'de' }],
  ['a language that is no tag', { ...EVIDENCE, language: '!!' }],
  ['evidence inherited from a prototype', Object.create(EVIDENCE)],
  ['explicitness that is no truth value', { ...EVIDENCE, explicit: 'yes' }],
  ['a recipient that is no text', { ...EVIDENCE, recipient: {} }],
])('%s is no evidence, of consent or of refusal', (_what, given) => {
  for (const affirmative of [true, false]) {
    const error = errorOf(given, affirmative);
    expect([error.code, error.details.members]).toEqual([
      'consent-not-valid',
      { reason: 'missing-evidence' },
    ]);
    expect(error.details.errors?.every(({ pointer }) => pointer.startsWith('#/'))).toBe(true);
  }
});

test.each([
  ['implied', { ...EVIDENCE, indication: 'scroll' }],
  ['implied', { ...EVIDENCE, method: 'use-of-site' }],
  ['implied', { ...EVIDENCE, implied: true }],
  ['preticked', { ...EVIDENCE, indication: 'pre-ticked checkbox' }],
  ['preticked', { ...EVIDENCE, preticked: true }],
  ['bundled', { ...EVIDENCE, indication: 'checkbox#terms-of-service' }],
  ['bundled', { ...EVIDENCE, purposes: ['newsletter', 'order'] }],
])('%s consent is none, but the same act can refuse', (reason, given) => {
  expect(errorOf(given, true).details.members).toEqual({ reason });
  expect(readIndication(given, false).indication).toBe(given.indication);
});

test('an error repeats nothing of what was sent', () => {
  const given = { noticeVersion: 'cnry-a', language: 'cnry-b', indication: 'cnry-c', cnry: 1 };
  const { message, details } = errorOf(given, true);
  expect(JSON.stringify([message, details])).not.toContain('cnry');
});

function errorOf(given: unknown, affirmative: boolean): PrivacyError {
  try {
    readIndication(given, affirmative);
  } catch (error) {
    if (isPrivacyError(error)) return error;
    throw error;
  }
  throw new Error('it was let through');
}
