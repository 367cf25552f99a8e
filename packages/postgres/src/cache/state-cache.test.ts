import { emptyState, evolve, type SubjectState } from '@lawful/core';
import { consentGiven } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import { subjectKeys } from '../state/subject-key.ts';
import type { Entry } from './entry.ts';
import { createStateCache } from './state-cache.ts';

const keyOf = subjectKeys(Buffer.alloc(32));
const salt = Buffer.alloc(16, 3).toString('base64url');
const given = evolve(emptyState(salt), consentGiven('newsletter'));

function entryOf(name: string, state: SubjectState | undefined, readAt = 5): Entry {
  return {
    name,
    key: keyOf(name, undefined),
    seq: state?.version ?? 0,
    readAt,
    reading: { state, ageMs: 0 },
  };
}

test('what was put is got, as the same object', () => {
  const cache = createStateCache(10);
  const anna = entryOf('anna', given);
  cache.put(anna);
  expect(cache.get('anna')).toBe(anna);
  expect(cache.get('bert')).toBe(undefined);
});

test('what is no longer ready is unpacked: the same state, never younger than it was', () => {
  const cache = createStateCache(20_000);
  cache.put(entryOf('anna', given, 7.9));
  cache.put(entryOf('nobody', undefined));
  for (let number = 0; number < 10_000; number++) {
    cache.put(entryOf(`c${number}`, undefined));
  }
  expect(cache.get('anna')).toBe(undefined);
  const again = cache.unpack('anna', keyOf('anna', undefined));
  expect(again).toEqual({ ...entryOf('anna', given, 7), reading: { state: given, ageMs: 0 } });
  expect(cache.get('anna')).toBe(again);
  expect(cache.unpack('nobody', keyOf('nobody', undefined))?.reading.state).toBe(undefined);
});

test('a state that was read anew is what is found, however often it leaves and comes back', () => {
  const cache = createStateCache(20_000);
  const others = (): void => {
    for (let number = 0; number < 10_000; number++) cache.put(entryOf(`c${number}`, undefined));
  };
  const key = keyOf('anna', undefined);
  cache.put(entryOf('anna', given));
  others();
  const later = evolve(given, consentGiven('analytics'));
  cache.put(entryOf('anna', later));
  cache.apply({ key, epoch: 2 });
  for (let times = 0; times < 2; times++) {
    others();
    expect(cache.get('anna')).toBe(undefined);
    expect(cache.unpack('anna', key)?.reading.state).toEqual(later);
  }
  others();
  cache.apply({ key, epoch: 3 });
  expect(cache.unpack('anna', key), 'outdated while packed').toBe(undefined);
});

test('a change takes away what it outdates, ready or packed, and nothing else', () => {
  const cache = createStateCache(10);
  cache.put(entryOf('anna', given));
  cache.put(entryOf('bert', given));
  cache.apply({ key: keyOf('anna', undefined), epoch: 1 });
  expect(cache.get('anna'), 'the same change once more').not.toBe(undefined);
  cache.apply({ key: keyOf('anna', undefined), epoch: 2 });
  expect(cache.get('anna')).toBe(undefined);
  expect(cache.unpack('anna', keyOf('anna', undefined))).toBe(undefined);
  expect(cache.get('bert')).not.toBe(undefined);
  cache.apply({ key: keyOf('never seen', undefined), epoch: 9 });
});

test('no more subjects are remembered than were asked for: those unused longest are forgotten', () => {
  const cache = createStateCache(2);
  for (const name of ['anna', 'bert', 'cleo']) cache.put(entryOf(name, given));
  expect(cache.get('anna') ?? cache.unpack('anna', keyOf('anna', undefined))).toBe(undefined);
  expect(cache.get('cleo')).not.toBe(undefined);
});
