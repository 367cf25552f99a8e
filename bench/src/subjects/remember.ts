import assert from 'node:assert/strict';
import { subjectAt } from '../durable/load-subjects.ts';
import { openDurableStore } from '../ours/durable-store.ts';

// A process of its own that remembers subjects and says what each of them costs it: `remember.ts <url> <subjects>`.

const [url = '', last = '0'] = process.argv.slice(2);
const total = Number(last);

/** As many are kept ready to be handed out; everybody is kept packed. */
const READY = 10_000;
const AT_ONCE = 500;

const before = used();
const { store, close } = await openDurableStore({ url, cached: total });
const sizes = [0, Math.min(READY, total), total];
const bytes: number[] = [];
let read = 0;
for (const size of sizes) {
  for (; read < size; read += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, size - read) }, (_, at) => read + at);
    const readings = await store.readMany(some.map(subjectAt), { maxStaleness: 600_000 });
    assert(readings.every(({ state }) => state !== undefined));
  }
  bytes.push(used() - before);
}
process.send?.({ bytes, sizes });
await close();
process.disconnect?.();

/** Bytes of JavaScript and of what it holds outside, after everything that nobody needs is gone. */
function used(): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('start it with --expose-gc');
  for (let times = 0; times < 3; times += 1) gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
