import { type Loaded, loadSubjects } from './durable/load-subjects.ts';
import { openPool } from './durable/pool.ts';
import { startPostgres } from './durable/postgres.ts';
import { exactly, type FigureTable, judgeLimit } from './harness/figures.ts';
import type { NotRun } from './harness/table.ts';
import type { Topic } from './harness/topic.ts';
import { Role } from './harness/variant.ts';
import { prepareDatabase } from './ours/durable-store.ts';
import { type InMemory, sizeInMemory } from './subjects/in-memory.ts';
import { type OnDisk, sizeOnDisk } from './subjects/on-disk.ts';
import { nameOf, sizesFor } from './subjects/sizes.ts';
import { measureSpeed, type Populated } from './subjects/speed.ts';

/** A server for a database of gigabytes; its defaults are for one of megabytes. All states and their index fit its memory. */
const SETTINGS = { shared_buffers: '4GB', max_wal_size: '4GB' };

/** So many are remembered where the memory for each of them is counted. */
const REMEMBERED = 1_000_000;

/** What many subjects cost: time to load, bytes on disk and in memory, and how much slower everything becomes. */
export const subjectsTopic: Topic = {
  async run(plan) {
    const { sizes, notRun } = await sizesFor(plan);
    const postgres = await startPostgres(SETTINGS);
    try {
      const populated: (Populated & Loaded & { readonly disk: OnDisk })[] = [];
      for (const subjects of sizes) {
        const name = `subjects_${subjects}`;
        await postgres.createDatabase(name);
        const url = postgres.urlOf(name);
        await prepareDatabase(url);
        const loaded = await loadSubjects(url, subjects, plan.name === 'full' ? 4_000 : 100);
        populated.push({ url, ...loaded, disk: await sizeOnDisk(url, subjects) });
      }
      const largest = populated.at(-1);
      if (largest === undefined) throw new Error('the disk has room for nobody');
      const enough = populated.find(({ subjects }) => subjects >= REMEMBERED) ?? largest;
      const memory = await sizeInMemory(enough.url, Math.min(enough.subjects, REMEMBERED));
      return [
        diskTable(populated, notRun),
        memoryTable(memory),
        ...(await measureSpeed(await warmed(populated), plan)),
      ];
    } finally {
      await postgres.stop();
    }
  },
};

/** Reads states and their index into the server's memory, as a server that has run for a while has: a disk is not measured. */
async function warmed<T extends Populated>(populated: readonly T[]): Promise<readonly T[]> {
  for (const { url } of populated) {
    const pool = openPool(url, 1);
    await pool.query('create extension if not exists pg_prewarm');
    await pool.query(
      "select pg_prewarm('lawful.subject_state'), pg_prewarm('lawful.subject_state_pkey')",
    );
    await pool.end();
  }
  return populated;
}

function diskTable(
  populated: readonly (Loaded & { readonly disk: OnDisk })[],
  notRun: readonly NotRun[],
): FigureTable {
  return {
    title: 'Subjects on disk',
    mode: 'counted after vacuum; states of two consents, loaded in the random order of their keys',
    columns: [
      'bytes per state, with index',
      'of which index',
      'of which packed state',
      'bytes per event, with indexes',
      'states loaded per second',
      'events loaded per second',
    ],
    figures: populated.map(({ subjects, stateMs, eventMs, disk }) => ({
      name: nameOf(subjects),
      role: Role.Ours,
      values: [
        disk.state,
        disk.stateIndex,
        disk.packed,
        disk.event,
        subjects / (stateMs / 1_000),
        subjects / (eventMs / 1_000),
      ],
    })),
    // Of few subjects the tables are mostly empty pages.
    limits: populated.slice(-1).map(({ subjects, disk }) =>
      judgeLimit({
        what: `bytes per subject in the table of current states, ${nameOf(subjects)}`,
        limit: 220,
        unit: 'B',
        measured: exactly(disk.state),
      }),
    ),
    notRun,
  };
}

function memoryTable({ subjects, each, packed, readyShare }: InMemory): FigureTable {
  return {
    title: 'Subjects in memory',
    mode: 'heap and what it holds outside, after collection, in a process of its own',
    columns: ['bytes per subject', 'for one more, packed', 'ready ones and the store, % of all'],
    figures: [
      { name: nameOf(subjects), role: Role.Ours, values: [each, packed, readyShare * 100] },
    ],
    limits: [
      judgeLimit({
        what: `bytes of memory per remembered subject with its key, ${nameOf(subjects)}`,
        limit: 250,
        unit: 'B',
        ...(subjects < REMEMBERED ? {} : { measured: exactly(each) }),
      }),
    ],
    notRun:
      subjects < REMEMBERED
        ? [{ name: nameOf(REMEMBERED), reason: 'fewer subjects were loaded' }]
        : [],
  };
}
