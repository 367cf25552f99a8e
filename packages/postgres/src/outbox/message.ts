import type { Topic } from './topics.ts';

/** What one destination is told. */
export interface OutboxMessage {
  /** The same however often it is sent; receivers forget what they have seen under it. */
  readonly id: string;
  readonly type: Topic;
  /** When it happened, RFC 3339 UTC. */
  readonly timestamp: string;
  readonly data: MessageData;
}

/**
 * Names and times. The subject's id is the application's own, because the receiver must know whom it concerns; nothing
 * of the evidence leaves, no justification and no name of who decided.
 */
export interface MessageData {
  readonly subject: string;
  readonly tenant?: string;
  readonly purpose?: string;
  readonly recipient?: string;
  readonly channel?: string;
  /** Where it stands after this: `dpv:ConsentWithdrawn`, `pending`, `restricted`. */
  readonly status: string;
  /** When a given consent ends by itself: nothing more is sent then. */
  readonly expiresAt?: string;
  /** Which restriction, for one that is lifted leaves others standing (Art. 18(1)). */
  readonly ground?: string;
  /** The fields that are restricted, by path; absent: everything. */
  readonly fields?: readonly string[];
  /** Id of the event that proves it. */
  readonly recordId: string;
  /** Place in the subject's history. A lower one that comes after a higher one is a repetition. */
  readonly sequence?: number;
}

/** What of an event may leave: the database hands out no more of it. */
export interface EventExcerpt {
  readonly id: string;
  readonly at: string;
  readonly purpose?: string;
  readonly recipient?: string;
  readonly channel?: string;
  readonly expiresAt?: string;
  readonly ground?: string;
  readonly fields?: readonly string[];
  readonly final?: boolean;
}

/** What is known of a message when it is to be sent. */
export interface MessageFacts {
  readonly id: string;
  readonly topic: Topic;
  readonly tenant: string;
  readonly subject: string;
  /** When it was put into the outbox, RFC 3339 UTC. */
  readonly enqueuedAt: string;
  readonly sequence: number | null;
  /** `null` for what is no event of the subject's history. */
  readonly event: EventExcerpt | null;
}

/** Makes a message; from the same facts the very same one. */
export function messageOf(facts: MessageFacts): OutboxMessage {
  const { id, event, topic, tenant, sequence } = facts;
  return {
    id,
    type: topic,
    timestamp: event?.at ?? facts.enqueuedAt,
    data: {
      subject: facts.subject,
      ...(tenant === '' ? {} : { tenant }),
      ...scopeOf(event ?? {}),
      status: statusAfter(topic, event?.final === true),
      ...limitsOf(event ?? {}),
      recordId: event?.id ?? id,
      ...(sequence === null ? {} : { sequence }),
    },
  };
}

type Excerpt = Partial<EventExcerpt>;

function scopeOf({ purpose, recipient, channel }: Excerpt): Partial<MessageData> {
  return {
    ...(purpose === undefined ? {} : { purpose }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(channel === undefined ? {} : { channel }),
  };
}

function limitsOf({ expiresAt, ground, fields }: Excerpt): Partial<MessageData> {
  return {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(ground === undefined ? {} : { ground }),
    ...(fields === undefined ? {} : { fields }),
  };
}

/** Where the thing stands after an event. An objection is final at once where the law leaves nothing to assess. */
function statusAfter(topic: Topic, final: boolean): string {
  switch (topic) {
    case 'consent.given':
      return 'dpv:ConsentGiven';
    case 'consent.refused':
      return 'dpv:ConsentRefused';
    case 'consent.withdrawn':
      return 'dpv:ConsentWithdrawn';
    case 'objection.filed':
      return final ? 'upheld' : 'pending';
    case 'objection.upheld':
      return 'upheld';
    case 'objection.overridden':
      return 'overridden';
    case 'objection.lifted':
    case 'restriction.lifted':
      return 'lifted';
    case 'restriction.set':
      return 'restricted';
    case 'erasure.requested':
      return 'requested';
  }
}
