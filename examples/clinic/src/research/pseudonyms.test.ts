import { expect, test } from 'vitest';
import { StudyPseudonyms } from './pseudonyms.ts';

test('a pseudonym is the same within a study, and another one in another study', () => {
  const [one, other] = ['a', 'b'].map((study) => new StudyPseudonyms('secret', study));
  expect(one?.of('patient')).toBe(new StudyPseudonyms('secret', 'a').of('patient'));
  expect(one?.of('patient')).not.toBe(other?.of('patient'));
  expect(one?.of('patient')).not.toBe(one?.of('someone else'));
});
