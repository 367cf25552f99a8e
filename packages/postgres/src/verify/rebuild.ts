import { sql } from 'kysely';
import type { DatabaseSource } from '../database/database.ts';
import { type ToolSession, toolSession } from '../database/tool-session.ts';
import { packState } from '../state/state-codec.ts';
import type { Disagreement, VerifyCounts } from './disagreement.ts';
import type { History } from './history.ts';
import { verify } from './verify.ts';

/** What became of one disagreement: mended, still to be mended (a dry run), or left for a person to look at. */
export type RebuildOutcome = 'mended' | 'would-mend' | 'left';

/** What `rebuildStates` may be told. */
export interface RebuildOptions {
  /** Only this tenant; the empty text for subjects without one. Default: everybody. */
  readonly tenant?: string;
  /** Say what would be done and change nothing. */
  readonly dryRun?: boolean;
  /** Hears of each disagreement and what became of it. Awaited. */
  readonly onRebuilt?: (
    disagreement: Disagreement,
    outcome: RebuildOutcome,
  ) => void | Promise<void>;
  /** Hears now and then how far it has come. */
  readonly onProgress?: (counts: VerifyCounts) => void;
}

/** What `rebuildStates` did. */
export interface RebuildCounts extends VerifyCounts {
  /** States made anew from their events; in a dry run those that would be. */
  readonly mended: number;
  /** Histories that are damaged themselves: nothing is made up, a person must look. */
  readonly left: number;
}

/**
 * Makes each current state anew that does not agree with its events (Art. 5(1)(d)), and touches no other. An event that
 * is appended meanwhile is never lost: a state is replaced only while its newest event is the one it was made from.
 * Where the events themselves are damaged the state stays as it is, because what they have lost may be a withdrawal.
 *
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`
 */
export async function rebuildStates(
  source: DatabaseSource,
  { tenant, dryRun = false, onRebuilt, onProgress }: RebuildOptions = {},
): Promise<RebuildCounts> {
  const session = await toolSession(source);
  let [mended, left] = [0, 0];
  try {
    const told = async (found: Disagreement, of: History): Promise<void> => {
      const outcome = dryRun ? planned(found) : await mend(session, found, of);
      if (outcome === undefined) return;
      if (outcome === 'left') left++;
      else mended++;
      await onRebuilt?.(found, outcome);
    };
    const counts = await verify(session, { tenant }, told, onProgress);
    return { ...counts, mended, left };
  } finally {
    await session.close();
  }
}

function planned({ mendable }: Disagreement): RebuildOutcome {
  return mendable ? 'would-mend' : 'left';
}

/** `undefined` where somebody else has mended it meanwhile. */
async function mend(
  session: ToolSession,
  found: Disagreement,
  of: History,
): Promise<RebuildOutcome | undefined> {
  let looked: [Disagreement, History] | undefined = [found, of];
  for (let round = 0; round < ROUNDS && looked !== undefined; round++) {
    const [{ mendable }, known] = looked;
    if (!mendable) return 'left';
    if (await replaceState(session, known)) return 'mended';
    // Something was appended since: look again.
    looked = undefined;
    await verify(session, { tenant: found.tenant, only: found.key }, async (...again) => {
      looked = again;
    });
  }
  return looked === undefined ? undefined : 'left';
}

/** So many times an append may come between. */
const ROUNDS = 100;

/** Only where the history's newest event still is the newest. */
async function replaceState(
  session: ToolSession,
  { tenant, key, seq, state }: History,
): Promise<boolean> {
  if (state === undefined) return false;
  const row = packState(state);
  return session.transaction('read committed', async (trx) => {
    const { rows } = await sql<{ repaired: boolean }>`
      select lawful.repair_v1(${tenant}::text, ${key}::uuid, ${seq}::int, ${row.epoch}::int, ${row.salt}::uuid,
        ${row.state}::bytea) as repaired`.execute(trx);
    return rows[0]?.repaired === true;
  });
}
