import { expect, test } from 'vitest';
import { mainLegalBasis, rightApplies } from './rights-by-basis.ts';
import { termsOf } from './term.ts';

const RIGHTS = ['A15', 'A16', 'A17', 'A18', 'A20', 'A21', 'A22', 'A7-3'] as const;

// The table of the CNIL developer guide (sheet 15) and of DPV 2.3, copied as it is read: y is yes, n is no.
test.each([
  ['consent', 'A6-1-a', 'y y y y y n y y'],
  ['contract', 'A6-1-b', 'y y y y y n y n'],
  ['legal obligation', 'A6-1-c', 'y y n y n n n n'],
  ['vital interests', 'A6-1-d', 'y y y y n n y n'],
  ['public task', 'A6-1-e', 'y y n y n y y n'],
  ['legitimate interests', 'A6-1-f', 'y y y y n y y n'],
] as const)('on %s, the data subject has the rights that the table gives', (_, basis, row) => {
  const answers = RIGHTS.map((right) => rightApplies(`eu-gdpr:${right}`, `eu-gdpr:${basis}`));
  expect(answers.map((yes) => (yes ? 'y' : 'n')).join(' ')).toBe(row);
});

test('information on direct collection and complaint are due on every basis', () => {
  for (const basis of termsOf('legal-basis')) {
    expect(rightApplies('eu-gdpr:A13', basis)).toBe(true);
    expect(rightApplies('eu-gdpr:A77', basis)).toBe(true);
  }
});

test('information on indirect collection is due on every basis but legal obligation', () => {
  const without = termsOf('legal-basis').filter((basis) => !rightApplies('eu-gdpr:A14', basis));
  expect(without).toEqual(['eu-gdpr:A6-1-c']);
});

test('human intervention can be asked for wherever automated decisions can be refused', () => {
  for (const basis of termsOf('legal-basis'))
    for (const safeguard of ['eu-gdpr:A22-3-a', 'eu-gdpr:A22-3-b', 'eu-gdpr:A22-3-c'] as const)
      expect(rightApplies(safeguard, basis)).toBe(rightApplies('eu-gdpr:A22', basis));
});

test('a finer basis gives the rights of the one above it', () => {
  expect(rightApplies('eu-gdpr:A20', 'eu-gdpr:A6-1-b-enter-into-contract')).toBe(true);
  expect(rightApplies('eu-gdpr:A21', 'eu-gdpr:A6-1-a-explicit-consent')).toBe(false);
});

test('every basis belongs to one of the six of Art. 6(1)', () => {
  for (const basis of termsOf('legal-basis'))
    expect(basis.startsWith(mainLegalBasis(basis))).toBe(true);
});
