import { randomBytes } from 'node:crypto';
import { rebuild, type SubjectEvent, type SubjectState, type SubjectStore } from '@lawful/core';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Schema } from '../database/schema.ts';

type States = ReadonlyMap<string, SubjectState>;

/** States of this many subjects are remembered. */
const REMEMBERED = 10_000;

/**
 * Consents, objections and restrictions, kept as an append-only history beside the rest of the shop's data.
 * What is remembered answers only while this process alone writes to the database: a withdrawal made through
 * another process counts at once.
 */
export function createSubjectStates({ db, exclusive }: Omit<Database, 'close'>): SubjectStore {
  const remembered = new Map<string, SubjectState | undefined>();
  const isKnown = (subject: string) => exclusive && remembered.has(subject);
  /** Counts changes: what was read before one is not remembered after it. */
  let changes = 0;

  const load = async (subjects: readonly string[]): Promise<States> => {
    const before = changes;
    const found = new Map(await readStates(db, subjects));
    for (const [subject, state] of found) {
      // The same history is the same object: whoever has worked something out of it need not do so again.
      const same = remembered.get(subject);
      if (same?.version === state.version) found.set(subject, same);
    }
    if (before === changes) {
      if (remembered.size + subjects.length > REMEMBERED) remembered.clear();
      for (const subject of subjects) remembered.set(subject, found.get(subject));
    }
    return found;
  };

  return {
    volatile: false,
    read: (subject) =>
      isKnown(subject)
        ? remembered.get(subject)
        : load([subject]).then((found) => found.get(subject)),
    readMany: async (subjects) => {
      const known = new Map(subjects.map((subject) => [subject, remembered.get(subject)]));
      const missing = subjects.filter((subject) => !isKnown(subject));
      const found: States = missing.length === 0 ? new Map() : await load(missing);
      return subjects.map(
        (subject) => found.get(subject) ?? (exclusive ? known.get(subject) : undefined),
      );
    },
    append: async (subject, event) => {
      try {
        await appendEvent(db, subject, event);
      } finally {
        changes++;
        remembered.delete(subject);
      }
      const state = (await load([subject])).get(subject);
      if (state === undefined) throw new Error('The history of a subject cannot be read back');
      return state;
    },
    history: async (subject) => {
      const rows = await db
        .selectFrom('subject_events')
        .select('event')
        .where('subject', '=', subject)
        .orderBy('position')
        .execute();
      return rows.map(({ event }) => event);
    },
  };
}

/** One statement, so that a state is never put together from two moments. */
async function readStates(db: Kysely<Schema>, subjects: readonly string[]): Promise<States> {
  const rows = await db
    .selectFrom('subject_salts')
    .innerJoin('subject_events', 'subject_events.subject', 'subject_salts.subject')
    .select(['subject_salts.subject', 'salt'])
    .select(sql<SubjectEvent[]>`jsonb_agg(event order by position)`.as('events'))
    .where('subject_salts.subject', 'in', subjects)
    .groupBy(['subject_salts.subject', 'salt'])
    .execute();
  return new Map(rows.map(({ subject, salt, events }) => [subject, rebuild(salt, events)]));
}

async function appendEvent(
  db: Kysely<Schema>,
  subject: string,
  event: SubjectEvent,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('subject_salts')
      .values({ subject, salt: randomBytes(16).toString('base64url') })
      .onConflict((conflict) => conflict.column('subject').doNothing())
      .execute();
    await transaction
      .insertInto('subject_events')
      .values({ id: event.id, subject, event: JSON.stringify(event) })
      .onConflict((conflict) => conflict.columns(['subject', 'id']).doNothing())
      .execute();
  });
}
