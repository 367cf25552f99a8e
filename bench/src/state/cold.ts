import assert from 'node:assert/strict';
import { loadSubjects, subjectAt } from '../durable/load-subjects.ts';
import { openPool } from '../durable/pool.ts';
import { interleave } from '../harness/blocks.ts';
import { closingAll } from '../harness/closing.ts';
import { latencyTable } from '../harness/latency-table.ts';
import { forDatabase, type Plan } from '../harness/plan.ts';
import { Mode, tableOf } from '../harness/table.ts';
import type { TopicTable } from '../harness/topic.ts';
import { Role } from '../harness/variant.ts';
import { onTheWall, type TimedVariant } from '../harness/wall.ts';
import { openDurableStore } from '../ours/durable-store.ts';
import { c15tNotRun, openC15t } from '../rivals/c15t.ts';

const NAIVE = 'naive: SELECT on every request';
const OURS = 'lawful on PostgreSQL, cold';

/** Of so many subjects the store remembers so few that every read is of one it does not know. */
const REMEMBERED = 100;

/**
 * A state that is not in memory, beside a SELECT of the same row for every request.
 *
 * @param c15tUrl of an empty database on the same server
 */
export async function measureCold(
  url: string,
  c15tUrl: string,
  plan: Plan,
): Promise<readonly TopicTable[]> {
  const subjects = plan.name === 'full' ? 100_000 : 5_000;
  await loadSubjects(url, subjects, Math.min(2_000, subjects / 10));
  return closingAll(async (opened) => {
    const { store } = opened(await openDurableStore({ url, cached: REMEMBERED }));
    const c15t = await openC15t(c15tUrl, subjects);
    const read = {
      ours: async (subject: string) => assert((await store.read(subject)).state),
      naive: opened(await openNaive(url)).read,
      again: opened(await openNaive(url)).read,
      c15t: c15t === undefined ? undefined : opened(c15t).check,
    };
    const tables: TopicTable[] = [];
    for (const concurrency of [1, 32]) {
      tables.push(...(await measureAt(concurrency, subjects, read, forDatabase(plan))));
    }
    return tables;
  });
}

type Read = (subject: string) => Promise<unknown>;

interface Readers {
  readonly ours: Read;
  readonly naive: Read;
  readonly again: Read;
  readonly c15t: Read | undefined;
}

async function measureAt(
  concurrency: number,
  subjects: number,
  { ours, naive, again, c15t }: Readers,
  plan: Plan,
): Promise<readonly TopicTable[]> {
  const reading = (name: string, role: Role, read: Read, note?: string): TimedVariant => {
    let next = 0;
    // One after the other, far apart: everybody reads every subject before any for the second time.
    const operation = () => read(subjectAt((next++ * STRIDE) % subjects));
    return onTheWall(note === undefined ? { name, role } : { name, role, note }, {
      operation,
      concurrency,
    });
  };
  const variants = [
    reading(NAIVE, Role.Base, naive),
    reading(`A/A: ${NAIVE}, again`, Role.Control, again),
    reading(OURS, Role.Ours, ours),
    ...(c15t === undefined
      ? []
      : [reading(c15tNotRun.name, Role.Rival, c15t, 'with indexes that it does not create')]),
  ];
  const measured = await interleave(variants, plan);
  const title = `State read, every subject new to the cache, ${concurrency} at once`;
  const notRun = c15t === undefined ? [c15tNotRun] : [];
  return [
    tableOf({ title, mode: Mode.Wall, unit: 'µs/op', notRun }, measured),
    latencyTable(title, variants, measured),
  ];
}

/** A prime, so that it visits them all. */
const STRIDE = 7_919;

const SELECT = {
  name: 'naive_read',
  text: 'select seq, epoch, salt, state from lawful.subject_state where tenant = $1 and subject_key = $2',
};

/** The same row by the same key, prepared, from a pool of the same size; it knows the keys beforehand. */
async function openNaive(connectionString: string) {
  const pool = openPool(connectionString);
  const { rows } = await pool.query<{ subject: string; subject_key: string }>(
    'select subject, subject_key from lawful.subject_event',
  );
  const keys = new Map(rows.map((row) => [row.subject, row.subject_key]));
  return {
    read: async (subject: string): Promise<void> => {
      const answer = await pool.query({ ...SELECT, values: ['', keys.get(subject)] });
      assert.equal(answer.rowCount, 1);
    },
    close: () => pool.end(),
  };
}
