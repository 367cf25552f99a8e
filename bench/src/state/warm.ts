import assert from 'node:assert/strict';
import { extname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { loopInOwnProcess } from '../harness/child-loop.ts';
import type { ServedVariant } from '../harness/child-server.ts';
import { closingAll } from '../harness/closing.ts';
import { interleaveCohorts } from '../harness/cohorts.ts';
import { loopOver } from '../harness/loop.ts';
import { forOwnProcesses, type Plan } from '../harness/plan.ts';
import { Mode, measureTable, type TableResult, tableOf } from '../harness/table.ts';
import { inProcess, Role, type Variant } from '../harness/variant.ts';
import { openDurableStore, type SubjectStore } from '../ours/durable-store.ts';
import { memoryStore } from '../ours/memory-store.ts';
import { createStoreDecider } from '../ours/warm-decision.ts';
import { isPermitted, NOW, subjectIds, subjects } from '../workload/subjects.ts';
import { fill } from './fill.ts';

const MEMORY = 'in-memory store';
const AGAIN = `A/A: ${MEMORY}, again`;
const DURABLE = 'lawful on PostgreSQL, warm';
const CLOCK = 'floor: in-memory store and one look at the clock';

/** What the durable store adds to a decision about a subject that it remembers. */
export function measureWarm(url: string, plan: Plan): Promise<readonly TableResult[]> {
  return closingAll(async (opened) => {
    const durable = opened(await openDurableStore({ url })).store;
    const [memory, again, watched] = [memoryStore(), memoryStore(), withClock(memoryStore())];
    for (const store of [memory, again, watched, durable]) await fill(store);
    const read = await measureTable(
      {
        title: 'Warm decision: read, view, decide',
        mode: Mode.Shared,
        unit: 'ns/op',
        // Not judged: the look at the clock alone costs as much as the rest, and the gate takes several.
        base: deciding(MEMORY, Role.Base, memory),
        control: deciding(AGAIN, Role.Control, again),
        contestants: [deciding(DURABLE, Role.Ours, durable), deciding(CLOCK, Role.Floor, watched)],
      },
      plan,
    );
    return [read, await measureGate(url, plan)];
  });
}

/** The whole of what stands before a handler, by whoever keeps the states. */
async function measureGate(url: string, plan: Plan): Promise<TableResult> {
  const open = (name: string, role: Role, where: string): Promise<ServedVariant> =>
    loopInOwnProcess({ name, role }, { module: GATE, args: [where] });
  const measured = await interleaveCohorts(
    () =>
      Promise.all([
        open(MEMORY, Role.Base, 'memory'),
        open(AGAIN, Role.Control, 'memory'),
        open(DURABLE, Role.Ours, url),
      ]),
    forOwnProcesses(plan, GATE_PATIENCE),
  );
  return tableOf(
    {
      title: 'Warm decision: the whole gate, with its record',
      mode: Mode.Own,
      unit: 'ns/op',
      bounds: [{ variant: DURABLE, bound: 1.3, of: MEMORY }],
    },
    measured,
  );
}

/** Seconds go by before the collector has moved out of the way what was made at start; a figure from before and one from after differ by half. */
const GATE_PATIENCE = 2.5;

// The child is the same kind of file, compiled or not, as the parent.
const GATE = new URL(`./gate${extname(import.meta.url)}`, import.meta.url);

function deciding(name: string, role: Role, store: SubjectStore): Variant {
  const decide = createStoreDecider(store, NOW);
  for (const facts of subjects) {
    assert.equal(decide(facts.id), isPermitted(facts), `${name} is wrong about ${facts.id}`);
  }
  return warm(name, role, loopOver(subjectIds, decide));
}

/** Between two blocks the process hears of changes, as it does between two requests; a poll a second is in no figure. */
function warm(name: string, role: Role, loop: (operations: number) => unknown): Variant {
  const variant = inProcess({ name, role }, loop);
  return {
    ...variant,
    async measure(operations) {
      await nextTurn();
      return variant.measure(operations);
    },
  };
}

/** How old knowledge is, nobody can say without a clock: the least that any store must pay that is not alone. */
function withClock(store: SubjectStore): SubjectStore {
  let last = 0;
  return {
    ...store,
    read: (subject, needs) => {
      last = Math.max(last, performance.now());
      return store.read(subject, needs);
    },
  };
}
