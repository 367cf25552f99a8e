import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordId, unitId } from './ids.ts';
import { instantOf, uuidv7 } from './uuid-v7.ts';

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids of records and units are UUIDs of version 7', () => {
  expect(recordId()).toMatch(SHAPE);
  expect(unitId()).toMatch(SHAPE);
});

test('ids are unique and sort in the order in which they were made, within one millisecond too', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7(1_800_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});

test('ids still sort when the clock goes back', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 43 }), { maxLength: 50 }), (clock) => {
      const ids = clock.map(uuidv7);
      expect(ids.toSorted()).toEqual(ids);
      expect(ids.every((id) => SHAPE.test(id))).toBe(true);
    }),
  ));

test('an id says when it was made', () => {
  const later = 2 ** 43 + 86_400_000;
  expect(instantOf(uuidv7(later))).toBe(later);
  expect(instantOf('5c4ac5ba-14a9-4b0a-8a3c-0123456789ab')).toBeUndefined();
  expect(instantOf('a job')).toBeUndefined();
});

test('the random part is random: no bit of it stands still', () => {
  const ids = Array.from({ length: 2_000 }, () =>
    BigInt(`0x${uuidv7(0).slice(19).replace('-', '')}`),
  );
  const ones = ids.reduce((all, id) => all | id, 0n);
  const zeros = ids.reduce((all, id) => all | ~id, 0n);
  expect(ones & 0x3fffffffffffffffn).toBe(0x3fffffffffffffffn);
  expect(zeros & 0x3fffffffffffffffn).toBe(0x3fffffffffffffffn);
});
