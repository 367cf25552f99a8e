import type { Database } from '../database/database.ts';
import { notifierOf } from './notifier.ts';
import type { Change, Invalidations } from './transport.ts';

/** What happens to a watch. Each of `suspect` and `ended` is told with the reason in a word, never a value. */
export interface WatchEvents {
  readonly heard: (changes: readonly Change[]) => void;
  /** Changes may have been missed by the fast way: what was read before is suspect. The watch goes on. */
  readonly suspect: (reason: string) => void;
  /** The connection is gone, and the watch with it. Told once. */
  readonly ended: (reason: string) => void;
}

/** One connection on which changes are watched. */
export interface Watch {
  /** The changes that were committed since the last poll, or since the watch began. Rejects when the connection fails. */
  poll(): Promise<readonly Change[]>;
  /** Whether this process carries the changes to the others. */
  leads(): boolean;
  end(): Promise<void>;
}

/** Opens a connection and takes the baseline: every change committed after it resolves will be polled. */
export async function openWatch(
  database: Database,
  invalidations: Invalidations | undefined,
  events: WatchEvents,
): Promise<Watch> {
  const session = await database.session();
  const notifier = notifierOf(session, invalidations);
  let over = false;
  let stopListening: (() => Promise<void>) | undefined;
  let attemptAt = Number.NEGATIVE_INFINITY;
  let snapshot: string | null = null;

  const listen = async (): Promise<void> => {
    if (invalidations === undefined || stopListening !== undefined) return;
    if (performance.now() < attemptAt) return;
    attemptAt = performance.now() + RETRY_MS;
    let gone = false;
    const silent = (): void => {
      gone = true;
      stopListening = undefined;
      if (!over) events.suspect(`${invalidations.name} ended`);
    };
    try {
      const stop = await invalidations.listen(events.heard, silent, session);
      if (over) await stop();
      else if (!gone) stopListening = stop;
    } catch {
      if (!over) events.suspect(`${invalidations.name} cannot be listened to`);
    }
  };
  const poll = async (): Promise<readonly Change[]> => {
    const [answer] = await session.query<ChangesRow>(CHANGES, [snapshot]);
    if (answer?.snapshot == null) throw new Error('No snapshot was answered');
    snapshot = answer.snapshot;
    const changes = answer.changes === null ? [] : answer.changes.split(',').map(changeOf);
    await notifier.publish(changes);
    return changes;
  };
  const end = async (): Promise<void> => {
    if (over) return;
    over = true;
    await stopListening?.().catch(() => {});
    await session.close();
  };

  session.onLost(() => {
    if (over) return;
    events.ended('the connection ended');
    void end();
  });
  try {
    await listen();
    await poll();
  } catch (error) {
    await end();
    throw error;
  }
  return {
    poll: async () => {
      await listen();
      return poll();
    },
    leads: notifier.leads,
    end,
  };
}

/** How long a transport that failed is left alone. */
const RETRY_MS = 5_000;

interface ChangesRow {
  readonly snapshot: string | null;
  readonly changes: string | null;
}

/** In one row: thousands of them, in thousands of rows, take a process several times as long. */
const CHANGES = `select max(snapshot) as snapshot, string_agg(subject_key || ':' || epoch, ',') as changes
  from lawful.changes_v1($1)`;

function changeOf(text: string): Change {
  return { key: text.slice(0, KEY_LENGTH), epoch: Number(text.slice(KEY_LENGTH + 1)) };
}

const KEY_LENGTH = 36;
