import { decodeChanges, encodeChanges } from './message.ts';
import type { Invalidations } from './transport.ts';

/** How changes travel, whatever carries them. */
export interface InvalidationsOptions {
  /**
   * Told how many parts of a message could not be read. Somebody else writes to the channel, or another version of
   * this package does; nothing is lost by that but speed.
   */
  readonly onMalformed?: ((parts: number) => void) | undefined;
}

/** One database is one installation: a channel belongs to its database, others do not hear it. */
const CHANNEL = 'lawful_subject_state';

/** All messages in one round trip. What they say is in the events already: their own commit need not wait for the disk. */
const PUBLISH = `select pg_catalog.pg_notify('${CHANNEL}', message),
    pg_catalog.set_config('synchronous_commit', 'off', true)
  from unnest($1::text[]) as message`;

/**
 * Invalidations by PostgreSQL's own LISTEN and NOTIFY: nothing more to run. Sent outside the transactions that
 * write, because a commit that notifies waits for every other one that does.
 *
 * Whether the connection still lives, a listener on it cannot know: `lost` comes when the session's next query, that
 * of the poll, finds it dead.
 */
export function notifyInvalidations({ onMalformed }: InvalidationsOptions = {}): Invalidations {
  return {
    name: 'notify',
    publish: async (changes, session) => {
      if (changes.length > 0) await session.query(PUBLISH, [encodeChanges(changes)]);
    },
    listen: async (heard, lost, session) => {
      let listening = true;
      await session.listen(CHANNEL, (payload) => {
        if (!listening) return;
        const { changes, malformed } = decodeChanges(payload);
        if (malformed > 0) onMalformed?.(malformed);
        if (changes.length > 0) heard(changes);
      });
      session.onLost(() => {
        if (listening) lost();
        listening = false;
      });
      // The session goes on listening until it closes; it only has nobody to tell.
      return async () => {
        listening = false;
      };
    },
  };
}
