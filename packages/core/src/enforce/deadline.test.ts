import { expect, test } from 'vitest';
import { isThenable, within } from './deadline.ts';

test('an answer in time is the answer, a failure in time the failure', async () => {
  expect(await within(Promise.resolve(7), 1_000)).toBe(7);
  await expect(within(Promise.reject(new Error('down')), 1_000)).rejects.toThrow('down');
});

test('no answer in time is a failure, and a late one disturbs nobody', async () => {
  let fail: (error: Error) => void = () => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  await expect(within(late, 5)).rejects.toThrow('deadline passed');
  fail(new Error('late'));
  await new Promise((resolve) => setImmediate(resolve));
});

test('whatever has a then is waited for, a promise or not', () => {
  expect(isThenable(thenable(() => undefined))).toBe(true);
  expect(isThenable(Promise.resolve())).toBe(true);
  for (const answer of [undefined, null, 7, 'then', {}, { a: 1 }, thenable(1)])
    expect(isThenable(answer)).toBe(false);
});

function thenable(then: unknown): object {
  return Object.fromEntries([['then', then]]);
}
