import { expect, test } from 'vitest';
import { closingAll } from './closing.ts';

test('closes the last one first, also after a failure, which is what is told', async () => {
  const closed: string[] = [];
  const resource = (name: string) => ({ close: async () => closed.push(name) });
  const work = closingAll(async (opened) => {
    opened(resource('first'));
    opened(resource('second'));
    throw new Error('the work failed');
  });
  await expect(work).rejects.toThrow('the work failed');
  expect(closed).toEqual(['second', 'first']);
});
