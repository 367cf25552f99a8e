import { AsyncLocalStorage } from 'node:async_hooks';
import { loopOver } from './harness/loop.ts';
import { Mode, measureTable } from './harness/table.ts';
import type { Topic } from './harness/topic.ts';
import { inProcess, type Loop, Role } from './harness/variant.ts';

const AWAITS = 20;
const storage = new AsyncLocalStorage<Context>();
const context: Context = { subject: 'subject-1' };

interface Context {
  readonly subject: string;
}

/**
 * What the runtime charges for a context that code without a request can find. Before Node 24 the
 * first `run()` slows every await of the process, so there "outside" is dear too: the two rows
 * differ only where the cost is paid inside alone.
 */
export const asyncContextTopic: Topic = {
  async run(plan) {
    const awaits = await measureTable(
      {
        title: `${AWAITS} empty awaits`,
        mode: Mode.Shared,
        unit: 'ns/op',
        base: inProcess({ name: 'outside als.run', role: Role.Base }, awaiting()),
        control: inProcess({ name: 'A/A: outside, again', role: Role.Control }, awaiting()),
        contestants: [
          inProcess(
            { name: 'inside an als.run entered long before', role: Role.Rival },
            insideLong(),
          ),
          inProcess({ name: 'inside an als.run of their own', role: Role.Rival }, insideRun()),
        ],
      },
      plan,
    );
    const perOperation = await measureTable(
      {
        title: 'Reaching the context once',
        mode: Mode.Shared,
        unit: 'ns/op',
        base: inProcess(
          { name: 'floor: passed as an argument', role: Role.Base },
          loopOver([context], readArgument),
        ),
        control: inProcess(
          { name: 'A/A: floor, again', role: Role.Control },
          loopOver([context], readArgument),
        ),
        contestants: [
          inProcess(
            { name: 'getStore, inside one run', role: Role.Rival },
            storageLoop(loopOver([context], () => storage.getStore()?.subject)),
          ),
          inProcess(
            { name: 'als.run and getStore', role: Role.Rival },
            loopOver([context], (each) => storage.run(each, readStore)),
          ),
        ],
      },
      plan,
    );
    return [awaits, perOperation];
  },
};

function awaiting(): Loop {
  return async (operations) => {
    for (let left = operations; left > 0; left -= 1) await emptyAwaits();
  };
}

/** Nothing but the awaits, all of them inside. */
function insideLong(): Loop {
  const loop = awaiting();
  return (operations) => storage.run(context, loop, operations);
}

/** One `run()` per operation, as one request has one: the entering is in the figure. */
function insideRun(): Loop {
  return async (operations) => {
    for (let left = operations; left > 0; left -= 1) await storage.run(context, emptyAwaits);
  };
}

async function emptyAwaits(): Promise<void> {
  for (let left = AWAITS; left > 0; left -= 1) await undefined;
}

function storageLoop(loop: Loop): Loop {
  return (operations) => storage.run(context, loop, operations);
}

function readArgument(each: Context): string {
  return each.subject;
}

function readStore(): string | undefined {
  return storage.getStore()?.subject;
}
