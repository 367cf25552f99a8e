import { randomUUID } from 'node:crypto';
import type { Database } from '../database/port.ts';
import type { Claim, ClaimRequest } from './claim.ts';
import type { Destination } from './destination.ts';
import { type EventExcerpt, messageOf } from './message.ts';
import type { Topic } from './topics.ts';

/** The outbox as a relay sees it. Times are those of the database's clock, so that relays agree. */
export interface OutboxQueue {
  /** From now on, what matches waits for this destination. @returns whether it is paused. */
  register(destination: Pick<Destination, 'name' | 'topics' | 'tenant'>): Promise<boolean>;
  /** Leases what is due: of each subject the oldest message only, and only where no relay has it. */
  claim(request: ClaimRequest): Promise<readonly Claim[]>;
  /** Forgets a delivered message. @returns false where the lease had ended: somebody else may send it again. */
  delivered(claim: Claim): Promise<boolean>;
  /** Gives a message back, to be sent again after `delay` milliseconds; later ones of its subject wait with it. */
  postpone(claim: Claim, delay: number): Promise<boolean>;
  /** Keeps everything for this destination until it is resumed. */
  pause(destination: string): Promise<void>;
}

/** The outbox of one database, for relays. */
export function outboxQueue(database: Database): OutboxQueue {
  const ask = async <Row extends object>(
    call: string,
    types: readonly string[],
    values: readonly unknown[],
  ): Promise<readonly Row[]> => {
    const marks = types.map((type, at) => `$${at + 1}::${type}`).join(', ');
    const statement = { name: `lawful_${call}`, text: `select * from lawful.${call}(${marks})` };
    return database.query<Row>(statement, values, TIMEOUT_MS);
  };
  const settle = async (
    call: string,
    claim: Claim,
    ...more: readonly number[]
  ): Promise<boolean> => {
    const { destination, tenant, subjectKey, place, lease } = claim;
    const types = ['text', 'text', 'uuid', 'bigint', 'uuid', ...more.map(() => 'integer')];
    const values = [destination, tenant, subjectKey, place, lease, ...more];
    const [row] = await ask<{ held: boolean }>(call, types, values);
    return row?.held === true;
  };
  return {
    register: async ({ name, tenant, topics }) => {
      const types = ['text', 'text', 'text[]'];
      const values = [name, tenant ?? null, [...topics]];
      const [row] = await ask<{ paused: boolean }>('outbox_register_v1', types, values);
      return row?.paused === true;
    },
    claim: async ({ destination, limit, again, lease }) => {
      const token = randomUUID();
      const types = ['text', 'uuid', 'integer', 'integer', 'integer'];
      const values = [destination, token, lease, limit, again];
      const rows = await ask<ClaimRow>('outbox_claim_v1', types, values);
      return rows.map((row) => claimOf(row, destination, token));
    },
    delivered: (claim) => settle('outbox_delivered_v1', claim),
    postpone: (claim, delay) => settle('outbox_postpone_v1', claim, Math.ceil(delay)),
    pause: async (destination) => {
      await ask('outbox_pause_v1', ['text', 'boolean'], [destination, true]);
    },
  };
}

/** A relay can wait longer than a request: what it asks may have to go through many waiting messages. */
const TIMEOUT_MS = 10_000;

interface ClaimRow {
  readonly place: string;
  readonly tenant: string;
  readonly subject_key: string;
  readonly message: string;
  readonly topic: Topic;
  readonly attempt: number;
  readonly enqueued_at: string;
  readonly subject: string | null;
  readonly seq: number | null;
  readonly event: EventExcerpt | null;
}

function claimOf(row: ClaimRow, destination: string, lease: string): Claim {
  const { tenant, subject, topic, event, seq } = row;
  const lost = subject === null || (seq !== null && event === null);
  return {
    destination,
    tenant,
    subjectKey: row.subject_key,
    place: row.place,
    lease,
    attempt: row.attempt,
    messageId: row.message,
    message: lost
      ? undefined
      : messageOf({
          id: row.message,
          topic,
          tenant,
          subject,
          enqueuedAt: row.enqueued_at,
          sequence: seq,
          event,
        }),
  };
}
