import assert from 'node:assert/strict';
import { nextChange } from '../durable/consent-event.ts';
import { subjectAt } from '../durable/load-subjects.ts';
import { interleave } from '../harness/blocks.ts';
import { closingAll } from '../harness/closing.ts';
import { latencyTable } from '../harness/latency-table.ts';
import { forDatabase, type Plan } from '../harness/plan.ts';
import { numbersBelow } from '../harness/random.ts';
import { Mode, tableOf } from '../harness/table.ts';
import type { TopicTable } from '../harness/topic.ts';
import { Role } from '../harness/variant.ts';
import { onTheWall, type TimedVariant } from '../harness/wall.ts';
import { openDurableStore, type SubjectStore } from '../ours/durable-store.ts';
import { nameOf } from './sizes.ts';

/** A database with so many subjects. */
export interface Populated {
  readonly subjects: number;
  readonly url: string;
}

/** So few are remembered that nearly every read goes to the database. */
const REMEMBERED = 100;

/** Reads and appends of subjects drawn at random, each number of subjects beside the smallest. */
export function measureSpeed(
  databases: readonly Populated[],
  plan: Plan,
): Promise<readonly TopicTable[]> {
  return closingAll(async (opened) => {
    const open = async ({ subjects, url }: Populated): Promise<Contestant> => ({
      subjects,
      store: opened(await openDurableStore({ url, transport: 'poll', cached: REMEMBERED })).store,
    });
    const [smallest] = databases;
    if (smallest === undefined) throw new RangeError('no subjects at all');
    const all = [await open(smallest)];
    for (const each of databases) all.push(await open(each));
    return [
      ...(await compare('Read of a subject not remembered', reading, all, forDatabase(plan))),
      ...(await compare('Durable append', appending, all, forDatabase(plan))),
    ];
  });
}

interface Contestant {
  readonly subjects: number;
  readonly store: SubjectStore;
}

type Make = (contestant: Contestant) => Omit<Parameters<typeof onTheWall>[1], 'concurrency'>;

const reading: Make = ({ subjects, store }) => {
  const next = numbersBelow(subjects);
  return {
    operation: async () => assert((await store.read(subjectAt(next()))).state),
  };
};

/** Whoever exercises a right is shown what stands, so the state is in memory when the event comes. */
const appending: Make = ({ subjects, store }) => {
  const next = numbersBelow(subjects);
  let subject = subjectAt(0);
  let turn = 0;
  return {
    before: async () => {
      subject = subjectAt(next());
      await store.read(subject);
    },
    operation: async () => void (await store.append(subject, nextChange(turn++))),
  };
};

async function compare(
  title: string,
  make: Make,
  [again, ...contestants]: readonly Contestant[],
  plan: Plan,
): Promise<readonly TopicTable[]> {
  const [base, ...larger] = contestants;
  if (again === undefined || base === undefined) throw new RangeError('no subjects at all');
  const timed = (contestant: Contestant, role: Role, name: string): TimedVariant =>
    onTheWall({ name, role }, { ...make(contestant), concurrency: 1 });
  const baseName = nameOf(base.subjects);
  const variants = [
    timed(base, Role.Base, baseName),
    timed(again, Role.Control, `A/A: ${baseName}, again`),
    ...larger.map((each) => timed(each, Role.Ours, nameOf(each.subjects))),
  ];
  const measured = await interleave(variants, plan);
  const bounds = larger.map(({ subjects }) => ({
    variant: nameOf(subjects),
    bound: 1.5,
    of: baseName,
  }));
  return [
    tableOf({ title, mode: Mode.Wall, unit: 'µs/op', bounds }, measured),
    latencyTable(title, variants, measured),
  ];
}
