import { expect, test } from 'vitest';
import { ancestors, isA } from './ancestors.ts';
import { KINDS } from './generated/kinds.ts';
import { termsOf } from './term.ts';

test('a work e-mail address is an e-mail address, contact data and personal data', () => {
  expect(ancestors('pd:EmailAddressWork')).toEqual([
    'pd:EmailAddress',
    'pd:Contact',
    'pd:Tracking',
    'dpv:PersonalData',
    'dpv:Data',
  ]);
});

test('a term with two terms above it has the ancestors of both', () => {
  expect(ancestors('pd:PaymentCardNumber')).toEqual(
    expect.arrayContaining(['pd:AccountIdentifier', 'pd:PaymentCard', 'pd:Financial']),
  );
});

test('targeted advertising is marketing, marketing is not targeted advertising', () => {
  expect(isA('dpv:TargetedAdvertising', 'dpv:Marketing')).toBe(true);
  expect(isA('dpv:Marketing', 'dpv:TargetedAdvertising')).toBe(false);
  expect(isA('dpv:Marketing', 'dpv:Marketing')).toBe(true);
});

test('every category of personal data is personal data', () => {
  expect(termsOf('category').filter((id) => !isA(id, 'dpv:PersonalData'))).toEqual([]);
});

test('a misspelt term does not compile', () => {
  // @ts-expect-error: one d is missing
  expect(ancestors('pd:EmailAdress')).toEqual([]);
});

test('no term stands above itself', () => {
  const all = KINDS.flatMap((kind) => termsOf(kind));
  expect(all.filter((id) => ancestors(id).includes(id))).toEqual([]);
});
