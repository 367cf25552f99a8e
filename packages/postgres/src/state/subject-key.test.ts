import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertSubject, subjectKeys } from './subject-key.ts';

const keyOf = subjectKeys(Buffer.alloc(32, 1));

test.each([
  ['nobody', ''],
  ['a NUL', 'a\0b'],
  ['half a pair of surrogates', 'a\ud800'],
  ['64 KB', 'x'.repeat(65_536)],
  ['more than 1,024 bytes of UTF-8', 'é'.repeat(513)],
])('an id with %s is refused', (_, id) => {
  expect(() => assertSubject(id, undefined)).toThrow(
    expect.objectContaining({ code: 'subject-id-invalid' }),
  );
});

test('a tenant is held to the same, and the refusal repeats nothing', () => {
  for (const tenant of ['', 'a\0', '\udc00', 'x'.repeat(257)]) {
    expect(() => assertSubject('anna', tenant)).toThrow(/^The id .* cannot be stored: the tenant$/);
  }
});

test('any other id is taken as it is', () => {
  for (const id of ['1', 'x'.repeat(1_024), '👩', ' ', "Robert'); drop", '__proto__']) {
    expect(() => assertSubject(id, 'acme')).not.toThrow();
  }
});

test('two subjects, or one id under two tenants, never share a pseudonym', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.string(),
      fc.string(),
      (one, tenant, other, otherTenant) => {
        fc.pre(one !== other || tenant !== otherTenant);
        expect(keyOf(one, tenant)).not.toBe(keyOf(other, otherTenant));
      },
    ),
  );
  expect(keyOf('b', 'a')).not.toBe(keyOf('', 'ab'));
});

test('a pseudonym is a UUID, the same in every process that knows the secret, and another under another secret', () => {
  expect(keyOf('anna', 'acme')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(subjectKeys(Buffer.alloc(32, 1))('anna', 'acme')).toBe(keyOf('anna', 'acme'));
  expect(subjectKeys(Buffer.alloc(32, 2))('anna', 'acme')).not.toBe(keyOf('anna', 'acme'));
});
