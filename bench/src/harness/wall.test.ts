import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { interleave } from './blocks.ts';
import { Role } from './variant.ts';
import { onTheWall } from './wall.ts';

const described = { name: 'ours', role: Role.Ours };

test('counts waiting, which takes no CPU time', async () => {
  const variant = onTheWall(described, { operation: () => sleep(5), concurrency: 1 });
  expect(await variant.measure(2)).toBeGreaterThan(8_000);
});

test('does not count what is done before an operation', async () => {
  const variant = onTheWall(described, {
    before: () => sleep(20),
    operation: async () => undefined,
    concurrency: 1,
  });
  expect(await variant.measure(2)).toBeLessThan(10_000);
});

test('has as many operations under way as it says', async () => {
  let underWay = 0;
  let most = 0;
  const operation = async (): Promise<void> => {
    underWay += 1;
    most = Math.max(most, underWay);
    await sleep(1);
    underWay -= 1;
  };
  await onTheWall(described, { operation, concurrency: 4 }).measure(20);
  expect(most).toBe(4);
});

test('keeps the latencies of counted blocks only', async () => {
  let operations = 0;
  const variant = onTheWall(described, {
    operation: async () => {
      operations += 1;
      await sleep(1);
    },
    concurrency: 1,
  });
  await interleave([variant], { name: 'quick', rounds: 2, block: 20_000, warmUp: 20_000 });
  const counted = variant.latencies(2).length;
  expect(counted).toBeGreaterThan(operations / 3);
  expect(counted).toBeLessThan(operations);
});
