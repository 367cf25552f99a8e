import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bound } from '../harness/bounds.ts';
import { closingAll } from '../harness/closing.ts';
import { loopOver } from '../harness/loop.ts';
import type { Plan } from '../harness/plan.ts';
import { Mode, measureTable, type TableResult } from '../harness/table.ts';
import { inProcess, Role, type Variant } from '../harness/variant.ts';
import { openDurableStore, type SubjectStore } from '../ours/durable-store.ts';
import { eventsOf } from '../ours/events.ts';
import { memoryStore } from '../ours/memory-store.ts';
import { createAdmission, createStoreDecider } from '../ours/warm-decision.ts';
import { isPermitted, NOW, subjectIds, subjects } from '../workload/subjects.ts';

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
        // Not judged: the look at the clock alone costs as much as the rest, and the gate takes several.
        ...described('Warm decision: read, view, decide', []),
        base: deciding(MEMORY, Role.Base, memory),
        control: deciding(AGAIN, Role.Control, again),
        contestants: [deciding(DURABLE, Role.Ours, durable), deciding(CLOCK, Role.Floor, watched)],
      },
      plan,
    );
    const gate = await measureTable(
      {
        ...described('Warm decision: the whole gate, with its record', [
          { variant: DURABLE, bound: 1.3, of: MEMORY },
        ]),
        base: admitting(MEMORY, Role.Base, memory),
        control: admitting(AGAIN, Role.Control, again),
        contestants: [admitting(DURABLE, Role.Ours, durable)],
      },
      plan,
    );
    return [read, gate];
  });
}

function described(title: string, bounds: readonly Bound[]) {
  return { title, mode: Mode.Shared, unit: 'ns/op', bounds } as const;
}

/** One read after the last event: what is measured is a process that serves these subjects. */
async function fill(store: SubjectStore): Promise<void> {
  for (const facts of subjects) {
    for (const event of eventsOf(facts)) await store.append(facts.id, event);
    await store.read(facts.id);
  }
}

function deciding(name: string, role: Role, store: SubjectStore): Variant {
  const decide = createStoreDecider(store, NOW);
  for (const facts of subjects) {
    assert.equal(decide(facts.id), isPermitted(facts), `${name} is wrong about ${facts.id}`);
  }
  return warm(name, role, loopOver(subjectIds, decide));
}

function admitting(name: string, role: Role, store: SubjectStore): Variant {
  const permitted = subjects.filter(isPermitted).map(({ id }) => id);
  return warm(name, role, loopOver(permitted, createAdmission(store, NOW)));
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
