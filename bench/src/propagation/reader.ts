import { setTimeout as sleep } from 'node:timers/promises';
import { openDurableStore } from '../ours/durable-store.ts';
import type { ReaderReport, ReaderTask } from './messages.ts';

// A process of its own that asks for everybody's state every few milliseconds, as requests would: `reader.ts <task>`.

const task: ReaderTask = JSON.parse(process.argv[2] ?? '{}');
const { store, close } = await openDurableStore({
  url: task.url,
  transport: task.transport,
  redisPort: task.redisPort,
});

/** Longer than the whole run, so that nothing becomes known by growing old. Milliseconds. */
const NEEDS = { maxStaleness: 600_000 };
const EVERY_MS = 5;

const seen = task.subjects.map(() => '');
const waiting = new Set(task.subjects.keys());
await look();
report({ kind: 'ready' });
while (waiting.size > 0) {
  await sleep(EVERY_MS);
  await look();
}
report({ kind: 'seen', at: seen });
await close();
process.disconnect?.();

/** One reading of everybody who has not been seen to withdraw; most of them are in memory and answer at once. */
async function look(): Promise<void> {
  const late: Promise<void>[] = [];
  for (const index of waiting) {
    const reading = store.read(task.subjects[index] ?? '', NEEDS);
    if (reading instanceof Promise) late.push(reading.then(({ state }) => note(index, state)));
    else note(index, reading.state);
  }
  await Promise.all(late);
}

function note(
  index: number,
  state: { readonly consents: readonly { readonly status: string }[] } | undefined,
): void {
  if (state?.consents[0]?.status !== 'dpv:ConsentWithdrawn') return;
  waiting.delete(index);
  seen[index] = `${process.hrtime.bigint()}`;
}

function report(message: ReaderReport): void {
  process.send?.(message);
}
