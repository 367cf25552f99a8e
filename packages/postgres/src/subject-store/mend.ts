import { PrivacyError, rebuild, type SubjectEvent } from '@lawful/core';
import type { Database } from '../database/database.ts';
import { packState, unpackState } from '../state/state-codec.ts';
import { uuidBytes } from '../state/values.ts';
import type { Standing, StandingRow } from './append.ts';
import { CALLS, type HistoryRow } from './statements.ts';

/** Something that an operator should hear of: names and pseudonyms, never a value. */
export interface StoreIncident {
  readonly kind: 'state-corrupted' | 'feed-suspect';
  /** The subject's key, where it is about one. */
  readonly key?: string;
  readonly detail: string;
}

/** What mending takes. */
export interface MendParts {
  readonly database: Database;
  readonly onIncident: (incident: StoreIncident) => void;
}

/**
 * The state of a row as the database answered it. A row that cannot be read, or that is missing though there are
 * events, is made anew from the events, put in its place and reported: the events are the truth.
 *
 * @throws PrivacyError `state-diverged` where the events do not lead to one state
 */
export async function standingOf(
  parts: MendParts,
  tenant: string | undefined,
  key: string,
  row: StandingRow | undefined,
): Promise<Standing> {
  if (row === undefined || row.seq === 0) return { seq: 0, state: undefined };
  try {
    return { seq: row.seq, state: unpackState(row) };
  } catch {
    return mend(parts, tenant ?? '', key);
  }
}

async function mend(
  { database, onIncident }: MendParts,
  tenant: string,
  key: string,
): Promise<Standing> {
  for (let round = 0; round < ROUNDS; round++) {
    const rows = await database.query<HistoryRow>(CALLS.history, [tenant, key]);
    const [first, last] = [rows[0], rows.at(-1)];
    if (first?.salt == null || last === undefined || last.seq !== rows.length) break;
    const salt = uuidBytes(first.salt).toString('base64url');
    const state = rebuild(
      salt,
      rows.map(({ event }) => event as SubjectEvent),
    ); // written by us, as JSON of one
    if (state.version !== last.epoch) break;
    const packed = packState(state);
    const values = [tenant, key, last.seq, packed.epoch, packed.salt, packed.state];
    const [answer] = await database.query<{ readonly repaired: boolean }>(CALLS.repair, values);
    if (answer?.repaired !== true) continue;
    onIncident({
      kind: 'state-corrupted',
      key,
      detail: `rebuilt from ${rows.length} events`,
    });
    return { seq: last.seq, state };
  }
  throw new PrivacyError('state-diverged', { what: `subject key ${key}` });
}

/** Events may be appended meanwhile; then it begins again. */
const ROUNDS = 5;
