import { randomUUID } from 'node:crypto';
import { type DatabaseSource, databaseOf } from '../database/database.ts';
import { installationOf } from '../schema/installation.ts';
import { assertSubject } from '../state/subject-key.ts';
import { type OutboxQueue, outboxQueue } from './queue.ts';
import type { EnqueuedTopic } from './topics.ts';

/** How much waits for one destination. */
export interface Waiting {
  readonly destination: string;
  /** Whether its receiver answered 410 and nobody has resumed it. */
  readonly paused: boolean;
  readonly messages: number;
  /** Milliseconds since the oldest was put in; 0 where nothing waits. */
  readonly oldestMs: number;
  /** The most attempts that one of them has had. */
  readonly attempts: number;
}

/**
 * What other systems must hear of. Changes of consent, objection and restriction are put in by the very transaction
 * that stores them; everything else is enqueued here. Sending is `runRelay`.
 */
export interface Outbox {
  /**
   * Puts in what is no event of a subject's history. The same `id` again is the same message to its receivers
   * (default: a new UUID).
   *
   * @returns how many destinations will hear of it; 0: nobody is registered for it
   * @throws PrivacyError `subject-id-invalid`, `store-schema-behind`, `store-schema-ahead`
   */
  enqueue(
    subject: string,
    topic: EnqueuedTopic,
    options?: { readonly tenant?: string | undefined; readonly id?: string },
  ): Promise<number>;
  /** What waits, by destination. It counts rows, so ask now and then and not at each request. */
  waiting(): Promise<readonly Waiting[]>;
  /** Sends again to a destination that was paused because its receiver answered 410. @returns false: it was not */
  resume(destination: string): Promise<boolean>;
  /** Forgets a destination and all that waits for it. @returns how many messages nobody will hear */
  remove(destination: string): Promise<number>;
  /** What relays work on. */
  readonly queue: OutboxQueue;
}

/** The outbox of a database that `migrate` has prepared. The source stays the application's: nothing here closes it. */
export function createOutbox(source: DatabaseSource): Outbox {
  const database = databaseOf(source);
  const keys = installationOf(database);
  return {
    enqueue: async (subject, topic, { tenant, id = randomUUID() } = {}) => {
      assertSubject(subject, tenant);
      const values = [tenant ?? '', (await keys())(subject, tenant), subject, topic, id];
      const [row] = await database.query<{ told: number }>(ENQUEUE, values);
      return row?.told ?? 0;
    },
    waiting: async () => {
      const rows = await database.query<WaitingRow>(WAITING, [], COUNTING_MS);
      return rows.map(({ waiting, oldest_ms, ...rest }) => ({
        ...rest,
        messages: waiting,
        oldestMs: oldest_ms ?? 0,
      }));
    },
    resume: async (destination) => (await database.query(RESUME, [destination])).length > 0,
    remove: async (destination) => {
      const [row] = await database.query<{ discarded: number }>(REMOVE, [destination], COUNTING_MS);
      return row?.discarded ?? 0;
    },
    queue: outboxQueue(database),
  };
}

interface WaitingRow {
  readonly destination: string;
  readonly paused: boolean;
  readonly waiting: number;
  readonly oldest_ms: number | null;
  readonly attempts: number;
}

/** Going through everything that waits may take a while. Milliseconds. */
const COUNTING_MS = 60_000;

const ENQUEUE = {
  name: 'lawful_enqueue_v1',
  text: 'select lawful.enqueue_v1($1, $2::uuid, $3, $4, $5::uuid) as told',
};
const WAITING = {
  name: 'lawful_outbox_waiting_v1',
  text: 'select * from lawful.outbox_waiting_v1()',
};
const RESUME = {
  name: 'lawful_outbox_resume_v1',
  text: 'select * from lawful.outbox_pause_v1($1, false)',
};
const REMOVE = {
  name: 'lawful_outbox_remove_v1',
  text: 'select * from lawful.outbox_remove_v1($1)',
};
