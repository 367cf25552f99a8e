import { expect, test } from 'vitest';
import { resolve } from './resolve.ts';

test.each([
  ['consent', 'eu-gdpr:A6-1-a'],
  ['contract', 'eu-gdpr:A6-1-b'],
  ['legal_obligation', 'eu-gdpr:A6-1-c'],
  ['vital_interests', 'eu-gdpr:A6-1-d'],
  ['public_task', 'eu-gdpr:A6-1-e'],
  ['legitimate_interests', 'eu-gdpr:A6-1-f'],
])('%s is the legal basis %s', (alias, id) => {
  expect(resolve(alias, 'legal-basis')).toBe(id);
});

test.each([
  ['access', 'eu-gdpr:A15'],
  ['rectification', 'eu-gdpr:A16'],
  ['erasure', 'eu-gdpr:A17'],
  ['restriction', 'eu-gdpr:A18'],
  ['portability', 'eu-gdpr:A20'],
  ['objection', 'eu-gdpr:A21'],
  ['automatedDecision', 'eu-gdpr:A22'],
  ['withdrawConsent', 'eu-gdpr:A7-3'],
  ['postMortem', 'x:PostMortemDirectives'],
])('%s is the right %s', (alias, id) => {
  expect(resolve(alias, 'right')).toBe(id);
});

test.each([
  ['email', 'category', 'pd:EmailAddress'],
  ['required', 'necessity', 'dpv:Required'],
  ['optional', 'necessity', 'dpv:Optional'],
  ['provided', 'provenance', 'dpv:ProvidedPersonalData'],
  ['observed', 'provenance', 'dpv:ObservedPersonalData'],
  ['derived', 'provenance', 'dpv:DerivedPersonalData'],
  ['inferred', 'provenance', 'dpv:InferredPersonalData'],
  ['data-subject', 'data-source', 'dpv:DataSubjectDataSource'],
  ['third-party', 'data-source', 'dpv:ThirdPartyDataSource'],
  ['controller', 'data-source', 'dpv:DataControllerDataSource'],
  ['public', 'data-source', 'dpv:PublicDataSource'],
] as const)('%s as a %s is %s', (alias, kind, id) => {
  expect(resolve(alias, kind)).toBe(id);
});

test('an identifier resolves to itself, within its kind only', () => {
  expect(resolve('eu-gdpr:A6-1-f', 'legal-basis')).toBe('eu-gdpr:A6-1-f');
  expect(resolve('eu-gdpr:A6-1-f', 'right')).toBeUndefined();
});

test('vital interests are one thing as a legal basis and another as a condition of Art. 9(2)', () => {
  expect(resolve('vital_interests', 'legal-basis')).toBe('eu-gdpr:A6-1-d');
  expect(resolve('vital_interests', 'special-category-basis')).toBe('eu-gdpr:A9-2-c');
});

test.each(['Consent', 'toString', '__proto__', ''])('%j is no legal basis', (name) => {
  expect(resolve(name, 'legal-basis')).toBeUndefined();
});
