import { randomBytes } from 'node:crypto';
import { rebuild, type SubjectEvent, type SubjectState, type SubjectStore } from '@lawful/core';
import type { DataSource } from 'typeorm';

type States = ReadonlyMap<string, SubjectState>;

/** States of this many subjects are remembered. */
const REMEMBERED = 10_000;

/**
 * Consents, objections and restrictions, kept as an append-only history beside the rest of the practice's data, so that
 * they outlive the process. A state is the same object until its history changes.
 */
export function createSubjectStates(dataSource: DataSource): SubjectStore {
  const remembered = new Map<string, SubjectState>();

  const load = async (subjects: readonly string[]): Promise<States> => {
    const found = new Map(await readStates(dataSource, subjects));
    if (remembered.size + found.size > REMEMBERED) remembered.clear();
    for (const [subject, state] of found) {
      const same = remembered.get(subject);
      if (same?.version === state.version) found.set(subject, same);
      else remembered.set(subject, state);
    }
    return found;
  };

  return {
    volatile: false,
    // Asked anew each time: another process may have stored a withdrawal.
    read: async (subject) => (await load([subject])).get(subject),
    readMany: async (subjects) => {
      const found: States = subjects.length === 0 ? new Map() : await load(subjects);
      return subjects.map((subject) => found.get(subject));
    },
    append: async (subject, event) => {
      await appendEvent(dataSource, subject, event);
      const state = (await load([subject])).get(subject);
      if (state === undefined) throw new Error('The history of a subject cannot be read back');
      return state;
    },
    history: async (subject) => {
      const rows: readonly { event: SubjectEvent }[] = await dataSource.query(
        'select event from subject_events where subject = $1 order by position',
        [subject],
      );
      return rows.map(({ event }) => event);
    },
  };
}

interface StateRow {
  readonly subject: string;
  readonly salt: string;
  readonly events: readonly SubjectEvent[];
}

/** One statement, so that a state is never put together from two moments. */
async function readStates(dataSource: DataSource, subjects: readonly string[]): Promise<States> {
  const rows: readonly StateRow[] = await dataSource.query(
    `select subject, salt, jsonb_agg(event order by position) as events
       from subject_salts join subject_events using (subject)
      where subject = any($1)
      group by subject, salt`,
    [subjects],
  );
  return new Map(rows.map(({ subject, salt, events }) => [subject, rebuild(salt, events)]));
}

async function appendEvent(
  dataSource: DataSource,
  subject: string,
  event: SubjectEvent,
): Promise<void> {
  await dataSource.transaction(async (transaction) => {
    await transaction.query(
      'insert into subject_salts (subject, salt) values ($1, $2) on conflict do nothing',
      [subject, randomBytes(16).toString('base64url')],
    );
    await transaction.query(
      `insert into subject_events (id, subject, event) values ($1, $2, $3)
         on conflict (subject, id) do nothing`,
      [event.id, subject, JSON.stringify(event)],
    );
  });
}
