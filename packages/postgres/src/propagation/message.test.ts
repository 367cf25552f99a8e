import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeChanges, encodeChanges, MAX_MESSAGE_BYTES } from './message.ts';

const key = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const bare = '0a1b2c3d4e5f4a6b8c7d9e0f1a2b3c4d';

test.each([
  ['nothing', ''],
  ['prose', 'hello'],
  ['a key in capitals', `${bare.toUpperCase()}:1`],
  ['a key with dashes', `${key}:1`],
  ['a key too short', `${bare.slice(1)}:1`],
  ['a key too long', `0${bare}:1`],
  ['no epoch', `${bare}:`],
  ['an epoch below zero', `${bare}:-1`],
  ['an epoch that is no whole number', `${bare}:1.5`],
  ['an epoch in another notation', `${bare}:0x1`],
  ['an epoch beyond what the database holds', `${bare}:2147483648`],
  ['an epoch of digits that are not ours', `${bare}:١`],
  ['a line after the epoch', `${bare}:1\n`],
  ['a NUL', `${bare}:1\u0000`],
])('of %s nothing is understood, and it is counted', (_, message) => {
  expect(decodeChanges(message)).toEqual({ changes: [], malformed: 1 });
});

test('of a message that is longer than any of ours nothing is looked at', () => {
  const long = Array(230).fill(`${bare}:1`).join(',');
  expect(long.length).toBeGreaterThan(MAX_MESSAGE_BYTES);
  expect(decodeChanges(long)).toEqual({ changes: [], malformed: 1 });
});

test('of a message that is half unreadable the other half is understood', () => {
  expect(decodeChanges(`rubbish,${bare}:7,,${bare}:8`)).toEqual({
    changes: [
      { key, epoch: 7 },
      { key, epoch: 8 },
    ],
    malformed: 2,
  });
});

test('what is written carries a pseudonym and a number', () => {
  expect(encodeChanges([{ key, epoch: 3 }])).toEqual([`${bare}:3`]);
  expect(encodeChanges([])).toEqual([]);
});

test('what is written is read back, in messages that PostgreSQL takes', () => {
  const changes = Array.from({ length: 10_000 }, (_, index) => ({
    key: randomUUID(),
    epoch: index % 3 === 0 ? 2_147_483_647 : index,
  }));
  const messages = encodeChanges(changes);
  expect(Math.max(...messages.map((it) => Buffer.byteLength(it)))).toBeLessThan(8_000);
  // As few as it takes: of the longest parts 181 fit.
  expect(messages.length).toBeLessThan(10_000 / 170);
  expect(messages.flatMap((it) => decodeChanges(it).changes)).toEqual(changes);
  expect(messages.every((it) => decodeChanges(it).malformed === 0)).toBe(true);
});

test('a message holds as much as it can', () => {
  // 34 bytes for an epoch of one digit, a comma between two: 228 of them fit.
  const short = Array.from({ length: 500 }, () => ({ key, epoch: 1 }));
  const lengths = encodeChanges(short).map((it) => it.length);
  expect(lengths[0]).toBe(228 * 35 - 1);
  expect(lengths.reduce((sum, it) => sum + it + 1, 0)).toBe(500 * 35);
});
