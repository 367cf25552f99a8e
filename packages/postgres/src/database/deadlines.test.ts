import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDeadlines, type Pending } from './deadlines.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets time pass, and then whatever was to follow at once. */
function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  return new Promise((turn) => setImmediate(turn));
}

const within = (milliseconds: number): Pending => ({
  due: performance.now() + milliseconds,
  late: vi.fn(),
});

test('what has not ended by its time is late, once', async () => {
  const deadlines = createDeadlines();
  const slow = within(1_000);
  deadlines.begin(slow);
  await pass(999);
  expect(slow.late).not.toHaveBeenCalled();
  await pass(1);
  expect(slow.late).toHaveBeenCalledOnce();
  expect(deadlines.has(slow)).toBe(false);
  expect(deadlines.end(slow)).toBe(false);
  await pass(10_000);
  expect(slow.late).toHaveBeenCalledOnce();
});

test('what ended in time is never late', async () => {
  const deadlines = createDeadlines();
  const quick = within(1_000);
  deadlines.begin(quick);
  expect(deadlines.has(quick)).toBe(true);
  expect(deadlines.end(quick)).toBe(true);
  await pass(10_000);
  expect(quick.late).not.toHaveBeenCalled();
});

test('an answer that has come while the process was busy still counts', async () => {
  const deadlines = createDeadlines();
  const heardLast = within(1_000);
  deadlines.begin(heardLast);
  setTimeout(() => deadlines.end(heardLast), 1_000);
  await pass(2_000);
  expect(heardLast.late).not.toHaveBeenCalled();
});

test('each is late at its own time, in whatever order they began', async () => {
  const deadlines = createDeadlines();
  const [long, short, later] = [within(3_000), within(500), within(1_000)];
  for (const pending of [long, short, later]) deadlines.begin(pending);
  await pass(500);
  expect([long, short, later].map(({ late }) => vi.mocked(late).mock.calls.length)).toEqual([
    0, 1, 0,
  ]);
  await pass(500);
  expect(later.late).toHaveBeenCalledOnce();
  await pass(2_000);
  expect(long.late).toHaveBeenCalledOnce();
});

test('what is begun by whoever was late has its own time', async () => {
  const deadlines = createDeadlines();
  const again = { due: performance.now() + 1_500, late: vi.fn() };
  deadlines.begin({ due: performance.now() + 1_000, late: () => deadlines.begin(again) });
  await pass(1_499);
  expect(again.late).not.toHaveBeenCalled();
  await pass(1);
  expect(again.late).toHaveBeenCalledOnce();
});

test('however many are under way, and however often they end, there is one timer', async () => {
  const deadlines = createDeadlines();
  const set = vi.spyOn(globalThis, 'setTimeout');
  const lasting = within(1_000);
  deadlines.begin(lasting);
  for (let count = 0; count < 1_000; count++) {
    const pending = within(1_000);
    deadlines.begin(pending);
    deadlines.end(pending);
  }
  expect(set).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(1);
  deadlines.end(lasting);
  await pass(1_000);
  expect(vi.getTimerCount(), 'nobody is waited for').toBe(0);
  set.mockRestore();
});
