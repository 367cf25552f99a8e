import { PrivacyError, type SubjectEvent, type SubjectState } from '@lawful/core';
import { type Kysely, sql } from 'kysely';
import type { LawfulTables } from '../schema/tables.ts';
import { StateCorrupted, unpackState } from '../state/state-codec.ts';
import type { ImportRow } from './row.ts';
import { topicKey } from './topic.ts';

/** What a subject's history says before the next row. Changed as rows are taken. */
export interface Standing {
  /** Place of the newest event; 0 for a subject never heard of. */
  seq: number;
  state: SubjectState | undefined;
  /** Id of the newest event. */
  lastId: string | undefined;
  /** When something was last heard about each topic; epoch milliseconds. */
  readonly newest: Map<string, number>;
  /** Events that the rows in hand name and that are stored, by id. */
  readonly known: Map<string, SubjectEvent>;
}

/**
 * Where the subjects of `rows`, all of one tenant, stand.
 *
 * @throws PrivacyError `state-diverged` for a state that cannot be read
 */
export async function standingsOf(
  trx: Kysely<LawfulTables>,
  tenant: string,
  rows: readonly ImportRow[],
): Promise<Map<string, Standing>> {
  const keys = [...new Set(rows.map(({ key }) => key))];
  const standings = new Map(keys.map((key) => [key, nobody()]));
  const { rows: states } = await sql<{
    readonly subject_key: string;
    readonly seq: number;
    readonly epoch: number;
    readonly salt: string;
    readonly state: Uint8Array;
  }>`select s.subject_key, s.seq, s.epoch, s.salt, s.state from lawful.subject_state s
    where s.tenant = ${tenant} and s.subject_key = any (${listOf(keys)}::uuid[])`.execute(trx);
  for (const row of states) {
    const standing = standings.get(row.subject_key);
    if (standing === undefined) continue;
    standing.seq = row.seq;
    standing.state = readable(row);
  }
  const heardOf = states.map((row) => row.subject_key);
  if (heardOf.length > 0) await addHistories(trx, tenant, heardOf, rows, standings);
  return standings;
}

async function addHistories(
  trx: Kysely<LawfulTables>,
  tenant: string,
  keys: readonly string[],
  rows: readonly ImportRow[],
  standings: ReadonlyMap<string, Standing>,
): Promise<void> {
  // Without the Z, a time with and one without fractions of a second are in order as texts.
  const { rows: topics } = await sql<Topic>`
    select subject_key, split_part(type, '.', 1) as family,
      coalesce(purpose, event ->> 'ground', event ->> 'version', event ->> 'kind') as about,
      event ->> 'recipient' as recipient, event ->> 'channel' as channel,
      max(rtrim(event ->> 'at', 'Z') collate "C") as at,
      (array_agg(event_id order by seq desc))[1] as last_id, max(seq) as last_seq
    from lawful.subject_event
    where tenant = ${tenant} and subject_key = any (${listOf(keys)}::uuid[])
    group by 1, 2, 3, 4, 5`.execute(trx);
  for (const { subject_key, family, about, recipient, channel, at, last_id, last_seq } of topics) {
    const standing = standings.get(subject_key);
    if (standing === undefined) continue;
    const ms = Date.parse(`${at}Z`);
    // A time that cannot be read is never older than what is imported.
    const heard = Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
    standing.newest.set(topicKey([family, about, recipient, channel]), heard);
    if (last_seq === standing.seq) standing.lastId = last_id;
  }
  const ids = rows.map(({ event }) => event.id);
  const { rows: known } = await sql<{ subject_key: string; event: SubjectEvent }>`
    select subject_key, event from lawful.subject_event
    where tenant = ${tenant} and subject_key = any (${listOf(keys)}::uuid[])
      and event_id = any (${listOf(ids)}::text[])`.execute(trx);
  for (const { subject_key, event } of known)
    standings.get(subject_key)?.known.set(event.id, event);
}

interface Topic {
  readonly subject_key: string;
  readonly family: string;
  readonly about: string | null;
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly at: string;
  readonly last_id: string;
  readonly last_seq: number;
}

function nobody(): Standing {
  return { seq: 0, state: undefined, lastId: undefined, newest: new Map(), known: new Map() };
}

function readable(row: Parameters<typeof unpackState>[0]): SubjectState {
  try {
    return unpackState(row);
  } catch (error) {
    if (error instanceof StateCorrupted) throw new PrivacyError('state-diverged');
    throw error;
  }
}

/** As JSON and not as an array of the driver: the two drivers write arrays differently. */
function listOf(values: readonly string[]) {
  return sql`(select array_agg(value) from json_array_elements_text(${JSON.stringify(values)}::text::json))`;
}
