import type { Session } from '../database/database.ts';
import type { Change, Invalidations } from './transport.ts';

/** Carries changes to the other processes, where this one was elected to. */
export interface Notifier {
  /** Whether this process is the one that carries them. */
  leads(): boolean;
  /** Rejects where the connection to the database fails; a transport that fails or stalls costs speed, nothing else. */
  publish(changes: readonly Change[]): Promise<void>;
}

/**
 * One process of all that share the database carries the changes, so that no writer pays for it: whoever holds the lock.
 * The lock ends with its connection, and the next process to poll takes over.
 */
export function notifierOf(session: Session, invalidations: Invalidations | undefined): Notifier {
  let leads = false;
  let sending = 0;
  const send = (changes: readonly Change[], by: Invalidations): void => {
    if (sending >= AT_ONCE) return;
    sending++;
    // Nobody waits for it: whom it does not reach polls within the second.
    by.publish(changes, session)
      .catch(() => {})
      .finally(() => {
        sending--;
      });
  };
  return {
    leads: () => leads,
    publish: async (changes) => {
      if (invalidations === undefined) return;
      if (!leads) {
        const [row] = await session.query<{ readonly got: boolean }>(LOCK, [LOCK_ID]);
        leads = row?.got ?? false;
      }
      if (leads && changes.length > 0) send(changes, invalidations);
    },
  };
}

/** Messages on their way at once; a transport that stalls must not fill the memory. */
const AT_ONCE = 10;

/** A number that nothing else locks: the letters of the name, read as one. */
const LOCK_ID = '119165870830956';
const LOCK = 'select pg_try_advisory_lock($1::bigint) as got';
