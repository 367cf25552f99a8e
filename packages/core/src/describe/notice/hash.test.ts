import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { canonicalJson } from './canonical-json.ts';
import { noticeHash } from './hash.ts';
import { notice } from './notice.ts';

test('the hash is SHA-256 in hexadecimal and the same for the same text', () => {
  expect(noticeHash(givenNotice('Delivery'))).toMatch(/^[0-9a-f]{64}$/);
  expect(noticeHash(givenNotice('Delivery'))).toBe(noticeHash(givenNotice('Delivery')));
});

test('another text or another language has another hash', () => {
  const hashes = [
    givenNotice('Delivery'),
    givenNotice('Delivery of parcels'),
    givenNotice('Delivery', 'fr'),
  ].map(noticeHash);
  expect(new Set(hashes).size).toBe(3);
});

test('the hash does not depend on the order of keys', () => {
  const document = givenNotice('Delivery');
  const reversed = { ...document };
  for (const [key, value] of Object.entries(document).reverse()) {
    Reflect.deleteProperty(reversed, key);
    Reflect.set(reversed, key, value);
  }
  expect(JSON.stringify(reversed)).not.toBe(JSON.stringify(document));
  expect(noticeHash(reversed)).toBe(noticeHash(document));
});

test('canonical JSON keeps the value and sorts keys by their code units', () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: 'é' }], '10': 0, '9': 0 })).toBe(
    '{"10":0,"9":0,"a":[{"c":"é","d":null}],"b":1}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

function givenNotice(describe: string, language: 'en' | 'fr' = 'en') {
  const purposes = { order: { describe, legalBasis: 'contract' } } as const;
  const policy = { version: '1', effectiveFrom: '2026-01-01', purposes };
  return notice(compileCatalogue({ policy, models: [] }), { language });
}
