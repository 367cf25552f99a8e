import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPrivacyError } from '../errors.ts';
import { createPseudonymiser, pseudonym } from './pseudonym.ts';

const KEY = 'a key of at least sixteen bytes';
const SALT = 'Zm9ydHktdHdvLWJ5dGVz';

test('a pseudonym is 22 characters that say nothing', () => {
  const { subject, actor } = createPseudonymiser(KEY);
  expect(subject(SALT, 'anna@example.test')).toMatch(/^[\w-]{22}$/);
  expect(actor('bert@example.test')).toMatch(/^[\w-]{22}$/);
});

test('it is the HMAC-SHA256 of tenant, salt and id, each with its length', () => {
  const expected = createHmac('sha256', KEY).update(`4:acme,20:${SALT},2:42,`).digest('base64url');
  expect(pseudonym(KEY, 'acme', SALT, '42')).toBe(expected.slice(0, 22));
  expect(createPseudonymiser(KEY).subject(SALT, '42', 'acme')).toBe(expected.slice(0, 22));
});

test('the same subject has the same pseudonym, under the same key, tenant and salt only', () => {
  const one = createPseudonymiser(KEY);
  const other = createPseudonymiser(new TextEncoder().encode(`${KEY} of another`));
  expect(one.subject(SALT, '42')).toBe(createPseudonymiser(KEY).subject(SALT, '42'));
  const all = [
    one.subject(SALT, '42'),
    one.subject(SALT, '43'),
    one.subject(`${SALT}x`, '42'),
    one.subject(SALT, '42', 'acme'),
    other.subject(SALT, '42'),
    one.actor('42'),
    one.actor('42', 'acme'),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('without a salt there is no pseudonym: it could be recomputed for ever', () => {
  expect(createPseudonymiser(KEY).subject('', '42')).toBeUndefined();
});

test('parts that look like others glued together are told apart', () =>
  fc.assert(
    fc.property(fc.array(part(), { minLength: 6, maxLength: 6 }), ([a, b, c, d, e, f]) => {
      fc.pre(a !== d || b !== e || c !== f);
      expect(pseudonym(KEY, a ?? '', b ?? '', c ?? '')).not.toBe(
        pseudonym(KEY, d ?? '', e ?? '', f ?? ''),
      );
    }),
  ));

test('remembering recent subjects never answers for another', () => {
  const { subject } = createPseudonymiser(KEY);
  for (let round = 0; round < 2; round++) {
    for (let count = 0; count < 10_050; count += 25) {
      expect(subject(`salt-${count}`, `${count}`)).toBe(
        pseudonym(KEY, '', `salt-${count}`, `${count}`),
      );
    }
  }
  expect(subject('salt-0', 'somebody else')).toBe(pseudonym(KEY, '', 'salt-0', 'somebody else'));
});

test('a key that can be guessed is refused', () => {
  expect.assertions(2);
  try {
    createPseudonymiser('secret');
  } catch (error) {
    expect(isPrivacyError(error) && error.code).toBe('pseudonym-key-weak');
    expect(String(error)).not.toContain('secret');
  }
});

function part(): fc.Arbitrary<string> {
  return fc.constantFrom('', ',', '1:', 'a', '1:a,', ':', '0:,', 'aa', 'é');
}
