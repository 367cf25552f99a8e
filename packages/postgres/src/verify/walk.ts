import type { SubjectEvent } from '@lawful/core';
import { type Kysely, sql } from 'kysely';
import type { ToolSession } from '../database/tool-session.ts';
import type { LawfulTables, SubjectStateTable } from '../schema/tables.ts';

/** Where the walk is to go: everywhere, one tenant, or one subject. */
export interface WalkOptions {
  readonly tenant?: string | undefined;
  /** One subject of `tenant`, by its key. */
  readonly only?: string | undefined;
}

/** One event as it is stored. */
export interface StoredEvent {
  readonly tenant: string;
  readonly subject_key: string;
  readonly seq: number;
  readonly epoch: number;
  readonly salt: string | null;
  readonly subject: string;
  readonly event_id: string;
  readonly type: string;
  readonly purpose: string | null;
  readonly event: SubjectEvent;
}

/** A part of a group of subjects: first all their current states, then their events, each history in its order. */
export interface Page {
  readonly states: readonly SubjectStateTable[];
  readonly events: readonly StoredEvent[];
  /** No more of this group; by now the transaction has ended. */
  readonly last: boolean;
}

/** Subjects in one transaction: it ends soon, so the database can go on tidying up behind the walk. */
const GROUP = 1_000;
/** Events in memory at once, however long a history is. */
const PAGE = 2_000;

/**
 * Goes through every subject in the order of tenant and key. What it says of one subject, events and state, stood so
 * at one moment; a running application is not held up and causes no false alarm.
 */
export async function* walk(session: ToolSession, options: WalkOptions = {}): AsyncGenerator<Page> {
  let after: Place | undefined;
  do {
    const { trx, end } = await session.begin();
    try {
      const places = await placesAfter(trx, after, options);
      after = places.length === GROUP ? places.at(-1) : undefined;
      yield* pagesOf(trx, places);
    } finally {
      await end();
    }
    yield { states: [], events: [], last: true };
  } while (after !== undefined);
}

interface Place {
  readonly tenant: string;
  readonly subject_key: string;
}

type Table = 'lawful.subject_event' | 'lawful.subject_state';

/** The next subjects of which there is an event or a state. */
async function placesAfter(
  trx: Kysely<LawfulTables>,
  after: Place | undefined,
  { tenant, only }: WalkOptions,
): Promise<readonly Place[]> {
  const part = (table: Table) => {
    let query = trx
      .selectFrom(table)
      .select(['tenant', 'subject_key'])
      .distinct()
      .orderBy('tenant')
      .orderBy('subject_key')
      .limit(GROUP);
    if (after !== undefined) query = query.where(beyond(after));
    if (tenant !== undefined) query = query.where('tenant', '=', tenant);
    if (only !== undefined) query = query.where('subject_key', '=', only);
    return query;
  };
  return trx
    .selectFrom(
      trx
        .selectFrom(part('lawful.subject_event').as('e'))
        .selectAll()
        .union(trx.selectFrom(part('lawful.subject_state').as('s')).selectAll())
        .as('both'),
    )
    .selectAll()
    .orderBy('tenant')
    .orderBy('subject_key')
    .limit(GROUP)
    .execute();
}

async function* pagesOf(trx: Kysely<LawfulTables>, places: readonly Place[]): AsyncGenerator<Page> {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return;
  const group = sql<boolean>`${from(first)} and ${upTo(last)}`;
  const states = await trx.selectFrom('lawful.subject_state').selectAll().where(group).execute();
  yield { states, events: [], last: false };
  await sql`declare histories no scroll cursor for
    select tenant, subject_key, seq, epoch, salt, subject, event_id, type, purpose, event
    from lawful.subject_event where ${group} order by tenant, subject_key, seq`.execute(trx);
  for (let more = true; more; ) {
    const fetched = await sql<StoredEvent>`fetch ${sql.lit(PAGE)} from histories`.execute(trx);
    more = fetched.rows.length === PAGE;
    yield { states: [], events: fetched.rows, last: false };
  }
}

// Compared as rows, which is what the primary key is sorted by.
const beyond = ({ tenant, subject_key }: Place) =>
  sql<boolean>`(tenant, subject_key) > (${tenant}::text, ${subject_key}::uuid)`;
const from = ({ tenant, subject_key }: Place) =>
  sql<boolean>`(tenant, subject_key) >= (${tenant}::text, ${subject_key}::uuid)`;
const upTo = ({ tenant, subject_key }: Place) =>
  sql<boolean>`(tenant, subject_key) <= (${tenant}::text, ${subject_key}::uuid)`;
