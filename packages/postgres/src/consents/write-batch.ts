import { emptyState, evolve, PrivacyError, type SubjectState } from '@lawful/core';
import { type Kysely, sql } from 'kysely';
import type { LawfulTables } from '../schema/tables.ts';
import { packState } from '../state/state-codec.ts';
import { judge } from './judge.ts';
import type { RejectionReason } from './rejection.ts';
import type { ImportRow } from './row.ts';
import { newSalt, saltOf } from './salt.ts';
import { type Standing, standingsOf } from './standing.ts';
import { topicOf } from './topic.ts';

/** What became of a batch. */
export interface BatchOutcome {
  imported: number;
  unchanged: number;
  readonly rejected: { readonly row: ImportRow; readonly reason: RejectionReason }[];
}

/** So many times the application may have been faster at one of the subjects. */
const ROUNDS = 100;

/**
 * Judges rows in their order and appends those that may be, in the caller's transaction. A subject to which the
 * application appends meanwhile is looked at again; the others are not.
 *
 * @throws PrivacyError `state-diverged` for a state that cannot be read, or is missing where there are events
 */
export async function writeBatch(
  trx: Kysely<LawfulTables>,
  rows: readonly ImportRow[],
  tell: boolean,
): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { imported: 0, unchanged: 0, rejected: [] };
  for (const [tenant, own] of Map.groupBy(rows, (row) => row.tenant)) {
    let left: readonly ImportRow[] = own;
    for (let round = 0; left.length > 0; round++) {
      if (round === ROUNDS) throw new PrivacyError('state-diverged');
      left = await writeRound(trx, tenant, left, tell, outcome);
    }
  }
  return outcome;
}

/** @returns the rows whose subjects have changed since they were read. */
async function writeRound(
  trx: Kysely<LawfulTables>,
  tenant: string,
  rows: readonly ImportRow[],
  tell: boolean,
  outcome: BatchOutcome,
): Promise<readonly ImportRow[]> {
  const standings = await standingsOf(trx, tenant, rows);
  const subjects = new Map<string, SubjectPlan>();
  for (const row of rows) {
    const standing = standings.get(row.key);
    if (standing === undefined) continue;
    const plan = subjects.get(row.key) ?? {
      expected: standing.seq,
      standing,
      events: [],
      judged: [],
    };
    subjects.set(row.key, plan);
    const verdict = judge(row, standing);
    plan.judged.push({ row, verdict });
    if (verdict === 'append') take(row, plan);
  }
  const written = await send(trx, tenant, subjects, tell);
  const left: ImportRow[] = [];
  for (const [key, { events, judged }] of subjects) {
    const stale = events.length > 0 && !written.has(key);
    for (const { row, verdict } of judged) {
      if (stale) left.push(row);
      else if (verdict === 'append') outcome.imported++;
      else if (verdict === 'unchanged') outcome.unchanged++;
      else outcome.rejected.push({ row, reason: verdict });
    }
  }
  return left.sort((one, other) => one.line - other.line);
}

/** What is to be written of one subject. */
interface SubjectPlan {
  /** Place of the newest event that is stored. */
  readonly expected: number;
  readonly standing: Standing;
  /** Of `json_to_recordset`, as JSON. */
  readonly events: string[];
  readonly judged: { readonly row: ImportRow; readonly verdict: ReturnType<typeof judge> }[];
}

function take(row: ImportRow, { standing, events }: SubjectPlan): void {
  const { event, key, subject, json, at, place } = row;
  const before =
    standing.state ?? emptyState(place?.salt === undefined ? newSalt() : saltOf(place.salt));
  const state = evolve(before, event);
  const first = standing.seq === 0;
  standing.seq++;
  standing.state = state;
  standing.lastId = event.id;
  standing.known.set(event.id, event);
  const topic = topicOf(event);
  standing.newest.set(topic, Math.max(at, standing.newest.get(topic) ?? at));
  const columns = JSON.stringify({
    key,
    seq: standing.seq,
    epoch: state.version,
    salt: first ? packState(emptyState(state.salt)).salt : null,
    subject,
    changed: state !== before,
  });
  // The event is JSON already; writing it twice would cost most of the time.
  events.push(`${columns.slice(0, -1)},"event":${json}}`);
}

async function send(
  trx: Kysely<LawfulTables>,
  tenant: string,
  subjects: ReadonlyMap<string, SubjectPlan>,
  tell: boolean,
): Promise<ReadonlySet<string>> {
  const events: string[] = [];
  const states: object[] = [];
  for (const [key, { expected, standing, events: own }] of subjects) {
    if (own.length === 0 || standing.state === undefined) continue;
    events.push(...own);
    states.push({ key, expected, ...stateColumns(standing.seq, standing.state) });
  }
  if (states.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select import_v1 as key from lawful.import_v1(${tenant}::text, ${JSON.stringify(states)}::text::json,
      ${`[${events.join(',')}]`}::text::json, ${tell}::boolean)`.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

function stateColumns(seq: number, state: SubjectState): object {
  const { epoch, salt, state: bytes } = packState(state);
  return { seq, epoch, salt, state: Buffer.from(bytes).toString('base64') };
}
