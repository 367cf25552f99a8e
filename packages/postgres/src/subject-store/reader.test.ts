import { emptyState, evolve, type SubjectState } from '@lawful/core';
import { consentGiven, consentWithdrawn } from '@lawful/core/testing';
import { expect, test } from 'vitest';
import { freshnessOf, noFeed } from '../cache/freshness.ts';
import { createStateCache } from '../cache/state-cache.ts';
import type { Database } from '../database/database.ts';
import { packState } from '../state/state-codec.ts';
import { subjectKeys } from '../state/subject-key.ts';
import { createLoader } from './loader.ts';
import { createReader } from './reader.ts';
import type { ReadRow } from './statements.ts';
import { createUnderWay } from './under-way.ts';

const keyOf = subjectKeys(Buffer.alloc(32));
const key = keyOf('anna', undefined);
const given = evolve(
  emptyState(Buffer.alloc(16, 1).toString('base64url')),
  consentGiven('newsletter'),
);
const withdrawn = evolve(given, consentWithdrawn('newsletter'));

/** A reader over a database that answers when it is told to, under a clock that is set. */
function givenReader() {
  const questions: ((state: SubjectState | undefined) => Promise<void>)[] = [];
  const turn = () => new Promise<void>((resume) => setImmediate(resume));
  const database = {
    query: () =>
      new Promise<readonly ReadRow[]>((resolve) => {
        questions.push(async (state) => {
          resolve(state === undefined ? [] : [rowOf(state)]);
          await turn();
        });
      }),
  } as unknown as Database; // the one method that reading calls
  const [cache, underWay, times] = [createStateCache(10), createUnderWay(), noFeed()];
  let time = 1_000;
  const now = () => time;
  const read = createReader({
    database,
    cache,
    underWay,
    loader: createLoader(database, now),
    freshness: freshnessOf(times),
    keys: async () => keyOf,
    now,
    onIncident: () => {},
  });
  return {
    read,
    times,
    questions,
    turn,
    at: (milliseconds: number) => {
      time = milliseconds;
    },
    hear: (epoch: number) => {
      underWay.apply({ key, epoch });
      cache.apply({ key, epoch });
    },
  };
}

function rowOf(state: SubjectState): ReadRow {
  const { epoch, salt, state: bytes } = packState(state);
  return { subject_key: key, seq: state.version, epoch, salt, state: bytes };
}

test('a change that is heard of while a read is under way is not lost: an answer from before it is not used', async () => {
  const { read, questions, hear, turn } = givenReader();
  const reading = read('anna');
  await turn();
  hear(2);
  await questions[0]?.(given);
  await questions[1]?.(withdrawn);
  expect((await reading).state).toEqual(withdrawn);
  expect((await read('anna')).state).toEqual(withdrawn);
  expect(questions).toHaveLength(2);
});

test('a forged change costs one more read, not the subject', async () => {
  const { read, questions, hear, turn } = givenReader();
  const reading = read('anna');
  await turn();
  hear(2 ** 31 - 1);
  await questions[0]?.(given);
  await questions[1]?.(given);
  expect((await reading).state).toEqual(given);
});

test('knowledge is as old as its question, not as its answer', async () => {
  const { read, questions, at, turn } = givenReader();
  const first = read('anna');
  await turn();
  at(4_000);
  await questions[0]?.(given);
  expect((await first).ageMs, 'asked before it was read').toBe(0);
  expect((await read('anna', { maxStaleness: 3_000 })).ageMs).toBe(3_000);
  void read('anna', { maxStaleness: 2_999 });
  await turn();
  expect(questions).toHaveLength(2);
});

test('who must know at once is never answered from memory, nor by a question sent before', async () => {
  const { read, questions, at, turn } = givenReader();
  const patient = read('anna');
  await turn();
  at(1_001);
  const strict = read('anna', { maxStaleness: 0 });
  await turn();
  expect(questions).toHaveLength(2);
  await questions[0]?.(given);
  await questions[1]?.(withdrawn);
  expect((await patient).state).toEqual(given);
  expect(await strict).toEqual({ state: withdrawn, ageMs: 0 });
});

test('an answer keeps the age that it was given with, whoever asks meanwhile', async () => {
  const { read, questions, at, turn } = givenReader();
  const strict = read('anna', { maxStaleness: 0 });
  await turn();
  await questions[0]?.(given);
  at(2_000);
  expect((await read('anna')).ageMs).toBe(1_000);
  expect((await strict).ageMs).toBe(0);
});

test('the same state stays the same object, however often it is read anew', async () => {
  const { read, questions, at, turn } = givenReader();
  const first = read('anna');
  await turn();
  await questions[0]?.(given);
  at(20_000);
  const second = read('anna');
  await turn();
  await questions[1]?.(given);
  expect((await second).state).toBe((await first).state);
});
