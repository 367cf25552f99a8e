import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test, vi } from 'vitest';
import { createDelivery, type Delivery, type DeliveryOptions, type Outcome } from './delivery.ts';

test('items arrive in order, in batches, after a short delay', async () => {
  const { delivery, batches } = given({ batchSize: 3 });
  for (const item of [1, 2, 3, 4, 5, 6, 7]) expect(delivery.push(item)).toBe(true);
  await vi.waitFor(() => expect(batches.flat()).toEqual([1, 2, 3, 4, 5, 6, 7]));
  expect(Math.max(...batches.map((it) => it.length))).toBe(3);
  expect(counts(delivery)).toEqual({ pending: 0, delivered: 7, lost: 0 });
});

test('what the receiver does not take is tried again until it does, and stays in order', async () => {
  const answers: Outcome[] = ['retry', 'retry', 'delivered'];
  const { delivery, batches } = given({ answer: () => answers.shift() ?? 'delivered' });
  delivery.push(1);
  delivery.push(2);
  await vi.waitFor(() => expect(delivery.delivered).toBe(2));
  expect(batches).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
});

test('a receiver that fails by throwing is one that may be tried again', async () => {
  let failed = false;
  const { delivery } = given({
    answer: () => {
      if (failed) return 'delivered';
      failed = true;
      throw new Error('no connection');
    },
  });
  delivery.push(1);
  await vi.waitFor(() => expect(delivery.delivered).toBe(1));
});

test('what the receiver refuses for good does not hold up what follows, and is counted', async () => {
  const { delivery, lost } = given({
    batchSize: 1,
    answer: ([item]) => (item === 2 ? 'refused' : 'delivered'),
  });
  for (const item of [1, 2, 3]) delivery.push(item);
  expect(await delivery.flush(1_000)).toBe(true);
  expect(counts(delivery)).toEqual({ pending: 0, delivered: 2, lost: 1 });
  expect(lost).toEqual([[[2], 'refused']]);
});

test('beyond its limit nothing is kept, and that is said', () => {
  const { delivery, lost } = given({ limit: 2, answer: () => 'retry' });
  expect([1, 2, 3, 4].map((item) => delivery.push(item))).toEqual([true, true, false, false]);
  expect(counts(delivery)).toEqual({ pending: 2, delivered: 0, lost: 2 });
  expect(lost).toEqual([
    [[3], 'full'],
    [[4], 'full'],
  ]);
});

test('nothing is sent in the context of whoever pushed', async () => {
  const request = new AsyncLocalStorage<string>();
  const contexts: unknown[] = [];
  const { delivery } = given({ onSend: () => contexts.push(request.getStore()) });
  request.run('request of anna', () => delivery.push(1));
  await vi.waitFor(() => expect(delivery.delivered).toBe(1));
  request.run('request of bert', () => delivery.push(2));
  await vi.waitFor(() => expect(delivery.delivered).toBe(2));
  expect(contexts).toEqual([undefined, undefined]);
});

test('flushing gives up in time when the receiver is down, and never rejects', async () => {
  const { delivery } = given({ answer: () => 'retry' });
  delivery.push(1);
  expect(await delivery.flush(30)).toBe(false);
  expect(delivery.pending).toBe(1);
});

test('flushing gives up on a receiver that never answers', async () => {
  const { delivery } = given({ answer: () => new Promise(() => {}) });
  delivery.push(1);
  expect(await delivery.flush(30)).toBe(false);
});

test('flushing waits for what was pushed before it, not for what goes on arriving', async () => {
  const { delivery } = given({ batchSize: 1, onSend: () => delivery.push(0) });
  delivery.push(1);
  expect(await delivery.flush(1_000)).toBe(true);
  delivery.close();
});

test('after closing nothing is taken, and what had not arrived counts as lost', async () => {
  const { delivery, lost } = given({ answer: () => 'retry' });
  delivery.push(1);
  delivery.close();
  expect(delivery.push(2)).toBe(false);
  expect(counts(delivery)).toEqual({ pending: 0, delivered: 0, lost: 2 });
  expect(lost.map(([, why]) => why)).toEqual(['closed', 'closed']);
});

interface Given {
  readonly batchSize?: number;
  readonly limit?: number;
  readonly answer?: (batch: readonly number[]) => Outcome | Promise<Outcome>;
  readonly onSend?: () => void;
}

function given({ batchSize = 10, limit = 1_000, answer = () => 'delivered', onSend }: Given) {
  const batches: (readonly number[])[] = [];
  const lost: Parameters<DeliveryOptions<number>['onLost']>[] = [];
  const delivery = createDelivery<number>({
    async send(batch) {
      batches.push(batch);
      await new Promise((resume) => setImmediate(resume));
      onSend?.();
      return answer(batch);
    },
    delay: 5,
    batchSize,
    limit,
    pause: 5,
    longestPause: 20,
    onLost: (items, why) => lost.push([items, why]),
  });
  return { delivery, batches, lost };
}

function counts({ pending, delivered, lost }: Delivery<number>) {
  return { pending, delivered, lost };
}
