import { expect, test } from 'vitest';
import { isCriminalOffence } from './criminal-offence.ts';
import { termsOf } from './term.ts';

test('offences, charges, convictions and pardons fall under Art. 10, nothing else does', () => {
  expect(termsOf('category').filter(isCriminalOffence)).toEqual([
    'pd:Criminal',
    'pd:CriminalCharge',
    'pd:CriminalConviction',
    'pd:CriminalOffence',
    'pd:CriminalPardon',
  ]);
});
