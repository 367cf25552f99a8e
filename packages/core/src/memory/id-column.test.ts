import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidv7 } from '../record/uuid-v7.ts';
import { createIdColumn } from './id-column.ts';

const ours = fc.integer({ min: 0, max: 2 ** 43 }).map(uuidv7);
/** A UUID but for one character, which bytes could not say: capitals, dashes elsewhere, letters that are no digits. */
const almost = fc
  .tuple(ours, fc.nat(35), fc.constantFrom('A', '-', 'g', '/', ':', '`', 'é', 'ā', '\u{0130}', '0'))
  .map(([id, at, char]) => `${id.slice(0, at)}${char}${id.slice(at + 1)}`);
const anyId = fc.oneof(ours, almost, fc.uuid(), fc.string(), fc.constant(''));

test('an id reads as it was kept, whatever was kept at its place before', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3_000), anyId), { maxLength: 60 }), (kept) => {
      const column = createIdColumn();
      const expected = new Map<number, string>();
      for (const [place, id] of kept) {
        column.keep(place, id);
        expected.set(place, id);
      }
      for (const [place, id] of expected) expect(column.at(place)).toBe(id);
    }),
    { numRuns: 1_000 },
  ));

test('neighbours do not touch each other, also where a new chunk of bytes begins', () => {
  const column = createIdColumn();
  const ids = Array.from({ length: 5_000 }, () => randomUUID());
  for (const [place, id] of ids.entries()) column.keep(place, id);
  expect(ids.map((_, place) => column.at(place))).toEqual(ids);
});
