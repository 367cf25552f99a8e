import type { DatabaseSource } from '../database/database.ts';
import { type ToolSession, toolSession } from '../database/tool-session.ts';
import type { SubjectStateTable } from '../schema/tables.ts';
import type { Disagreement, VerifyCounts } from './disagreement.ts';
import { type History, history } from './history.ts';
import { type StoredEvent, type WalkOptions, walk } from './walk.ts';

/** What `verifyStates` may be told. */
export interface VerifyOptions {
  /** Only this tenant; the empty text for subjects without one. Default: everybody. */
  readonly tenant?: string;
  /** Hears of each data subject whose events and state do not agree, by pseudonym. Awaited. */
  readonly onDisagreement?: (disagreement: Disagreement) => void | Promise<void>;
  /** Hears now and then how far it has come. */
  readonly onProgress?: (counts: VerifyCounts) => void;
}

/**
 * Proves that events and current state agree, for every data subject (Art. 5(1)(d), 5(2)): each history is gone
 * through from its first event and compared with the state that decisions rest on. Reads only, in memory that does not
 * grow, beside a running application.
 *
 * @returns how many were looked at; they agree where `disagreements` is 0
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`
 */
export async function verifyStates(
  source: DatabaseSource,
  { tenant, onDisagreement, onProgress }: VerifyOptions = {},
): Promise<VerifyCounts> {
  const session = await toolSession(source);
  try {
    return await verify(session, { tenant }, async (each) => onDisagreement?.(each), onProgress);
  } finally {
    await session.close();
  }
}

/** {@link verifyStates} in a session that is open. `told` also gets the history, and may use the session. */
export async function verify(
  session: ToolSession,
  where: WalkOptions,
  told: (disagreement: Disagreement, history: History) => Promise<void>,
  onProgress?: (counts: VerifyCounts) => void,
): Promise<VerifyCounts> {
  const counts = { subjects: 0, events: 0, disagreements: 0 };
  let group = newGroup();
  for await (const { states, events, last } of walk(session, where)) {
    for (const row of states) group.rows.set(placeOf(row.tenant, row.subject_key), row);
    for (const event of events) {
      if (!isOf(group.open, event)) {
        compareOpen(group);
        group.open = history(event.tenant, event.subject_key, session.keys);
      }
      group.open?.add(event);
    }
    counts.events += events.length;
    if (!last) continue;
    compareOpen(group);
    compareRest(group, session);
    counts.subjects += group.compared;
    counts.disagreements += group.found.length;
    for (const [disagreement, of] of group.found) await told(disagreement, of);
    onProgress?.({ ...counts });
    group = newGroup();
  }
  return counts;
}

/** The subjects that the walk reads at one moment. */
interface Group {
  /** States that no history has been compared with yet. */
  readonly rows: Map<string, SubjectStateTable>;
  readonly found: [Disagreement, History][];
  open: History | undefined;
  compared: number;
}

function newGroup(): Group {
  return { rows: new Map(), found: [], open: undefined, compared: 0 };
}

function isOf(open: History | undefined, event: StoredEvent): boolean {
  return open?.key === event.subject_key && open.tenant === event.tenant;
}

function compareOpen(group: Group): void {
  if (group.open !== undefined) compare(group, group.open);
  group.open = undefined;
}

/** What is left has no events. */
function compareRest(group: Group, session: ToolSession): void {
  for (const row of group.rows.values()) {
    compare(group, history(row.tenant, row.subject_key, session.keys));
  }
}

function compare(group: Group, of: History): void {
  const { rows, found } = group;
  group.compared++;
  const place = placeOf(of.tenant, of.key);
  const disagreement = of.compare(rows.get(place));
  if (disagreement !== undefined) found.push([disagreement, of]);
  rows.delete(place);
}

function placeOf(tenant: string, key: string): string {
  return `${tenant}\0${key}`;
}
