import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidv7 } from '../record/uuid-v7.ts';
import { createIdColumn } from './id-column.ts';

const ours = fc.integer({ min: 0, max: 2 ** 43 }).map(uuidv7);
/** A UUID but for one character: one that is no digit, or none that a byte could say. */
const almost = fc
  .tuple(ours, fc.nat(35), fc.constantFrom('A', '-', 'g', '/', ':', '`', 'é', 'ā', '\u{0130}', '0'))
  .map(([id, at, char]) => `${id.slice(0, at)}${char}${id.slice(at + 1)}`);
const anyId = fc.oneof(ours, almost, fc.uuid(), fc.string(), fc.constant(''));

const anyIds = fc.oneof(fc.array(ours), fc.array(anyId, { maxLength: 5 }));

test('an id reads as it was kept, whatever was kept with it and at its place before', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3_000), anyIds), { maxLength: 60 }), (kept) => {
      const column = createIdColumn();
      const expected = new Map<number, string>();
      for (const [place, ids] of kept) {
        column.keep(place, ids);
        for (const [index, id] of ids.entries()) expected.set(place + index, id);
      }
      for (const [place, id] of expected) expect(column.at(place)).toBe(id);
    }),
    { numRuns: 1_000 },
  ));

test('ids that come a few at a time do not touch each other, also where room is made for more', () => {
  const column = createIdColumn();
  const ids = Array.from({ length: 5_000 }, () => randomUUID());
  for (let place = 0; place < ids.length; place += 32)
    column.keep(place, ids.slice(place, place + 32));
  expect(ids.map((_, place) => column.at(place))).toEqual(ids);
});
