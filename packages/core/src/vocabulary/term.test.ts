import { expect, test } from 'vitest';
import { KINDS } from './generated/kinds.ts';
import { isTerm, label, term, termsOf } from './term.ts';

test('a term says what it is, what people read, and what it is a kind of', () => {
  expect(term('pd:EmailAddress')).toEqual({
    id: 'pd:EmailAddress',
    iri: 'https://w3id.org/dpv/pd#EmailAddress',
    kind: 'category',
    label: { en: 'Email Address', fr: 'adresse électronique' },
    englishFrom: 'DPV',
    frenchFrom: 'ours',
    broader: ['pd:Contact'],
    alias: 'email',
  });
});

test('a notion that the GDPR names is labelled in the words of the GDPR', () => {
  expect(term('eu-gdpr:A20')).toMatchObject({
    label: { en: 'right to data portability', fr: 'droit à la portabilité des données' },
    englishFrom: 'GDPR',
    frenchFrom: 'GDPR',
  });
});

test('every term has a label in English and in French', () => {
  const unlabelled = everyTerm().filter(
    ({ label: { en, fr } }) => en.trim() === '' || fr.trim() === '',
  );
  expect(unlabelled).toEqual([]);
});

test('no French label is an English one left untranslated', () => {
  const untranslated = everyTerm().filter(({ label: { en, fr } }) => en === fr);
  // The name of an authority, left as it is.
  expect(untranslated.map(({ id }) => id)).toEqual(['legal-fr:DPA-FR']);
});

test('no French label uses the straight apostrophe', () => {
  expect(everyTerm().filter(({ label: { fr } }) => fr.includes("'"))).toEqual([]);
});

test('a term belongs to one kind only', () => {
  expect(isTerm('dpv:DirectMarketing', 'purpose')).toBe(true);
  expect(isTerm('dpv:DirectMarketing', 'category')).toBe(false);
  expect(isTerm('dpv:DirectMarketing')).toBe(true);
});

test.each(['', 'pd:', 'pd:ShoeSize', 'constructor', '__proto__', 'email'])(
  '%j is no term',
  (id) => {
    expect(isTerm(id)).toBe(false);
    expect(term(id)).toBeUndefined();
  },
);

test('a name that is no term is shown as it is', () => {
  expect(label('newsletter', 'fr')).toBe('newsletter');
  expect(label('dpv:DirectMarketing', 'fr')).toBe('prospection');
  expect(label('dpv:DirectMarketing', 'en')).toBe('Direct Marketing');
});

test('the terms of a kind are listed whole', () => {
  expect(termsOf('necessity')).toEqual(['dpv:NotRequired', 'dpv:Optional', 'dpv:Required']);
  expect(termsOf('special-category-basis')).toHaveLength(10);
  expect(termsOf('category').filter((id) => id.startsWith('pd:'))).toHaveLength(231);
});

function everyTerm() {
  return KINDS.flatMap((kind) => termsOf(kind)).flatMap((id) => term(id) ?? []);
}
