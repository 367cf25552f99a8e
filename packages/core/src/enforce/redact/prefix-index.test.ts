import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodedCores, encodedPrefixes } from './encoded.ts';
import { fold } from './fold.ts';
import { createPrefixIndex, prefixOf } from './prefix-index.ts';

const text = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 12 }).map(fold);

test('whatever stands in a text is among what the index says of it, each once', () =>
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 30 }), fc.array(text), (sought, noise) => {
      const index = createPrefixIndex<string>();
      for (const each of sought) index.add(prefixOf(each), each);
      const searched = [...noise, ...sought].join('|');
      const found = index.in(searched);
      expect(new Set(found).size).toBe(found.length);
      for (const each of sought) expect(found).toContain(each);
    }),
  ));

test('an index finds the same when it has grown', () => {
  const sought = Array.from({ length: 3_000 }, (_, index) => `value ${index * 7_919}`);
  const index = createPrefixIndex<string>();
  for (const [place, each] of sought.entries()) index.add(prefixOf(`${place + 100}`), each);
  expect(index.in('… 100 and 2100 …')).toEqual(expect.arrayContaining([sought[0], sought[2_000]]));
});

test('an index of nothing finds nothing, and neither does a text without a prefix', () => {
  const index = createPrefixIndex<string>();
  expect(index.in('anything')).toEqual([]);
  index.add(prefixOf('anna'), 'anna');
  expect(index.in('')).toEqual([]);
  expect(index.in('bob')).toEqual([]);
});

test('every encoding of a value begins with a prefix that was known without encoding it', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (value) => {
      const { base64, hex } = encodedCores(value);
      const prefixes = encodedPrefixes(value);
      for (const core of [...base64, ...(hex === undefined ? [] : [hex])]) {
        expect(prefixes).toContain(prefixOf(fold(core)));
      }
    }),
    { numRuns: 2_000 },
  ));
