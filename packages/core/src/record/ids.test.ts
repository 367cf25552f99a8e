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

test('each millisecond has random bits of its own, and no bit of them stands still', () => {
  const from = 2 ** 44;
  const ids = Array.from({ length: 2_000 }, (_, index) => randomBitsOf(uuidv7(from + index)));
  const ones = ids.reduce((all, id) => all | id, 0n);
  const zeros = ids.reduce((all, id) => all | ~id, 0n);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ones & ALL_RANDOM).toBe(ALL_RANDOM);
  expect(zeros & ALL_RANDOM).toBe(ALL_RANDOM);
});

test('the ids of one millisecond differ in their counter alone, and begin anew with the 4,097th', () => {
  const ids = Array.from({ length: 4_097 }, () => uuidv7(2 ** 45));
  expect(ids.slice(0, 4_096).map((id) => id.slice(-3))).toEqual(
    Array.from({ length: 4_096 }, (_, counter) => counter.toString(16).padStart(3, '0')),
  );
  expect(new Set(ids.slice(0, 4_096).map((id) => id.slice(0, -3))).size).toBe(1);
  expect(ids.at(-1)).toMatch(/000$/);
  expect(instantOf(ids.at(-1) ?? '')).toBe(2 ** 45 + 1);
});

/** 12 bits after the version, and 50 after the variant: what stands before the counter. */
const ALL_RANDOM = (1n << 62n) - 1n;

function randomBitsOf(id: string): bigint {
  const digits = id.replaceAll('-', '');
  const afterVersion = BigInt(`0x${digits.slice(13, 16)}`);
  const afterVariant = BigInt(`0x${digits.slice(16, 29)}`) & ((1n << 50n) - 1n);
  return (afterVersion << 50n) | afterVariant;
}
