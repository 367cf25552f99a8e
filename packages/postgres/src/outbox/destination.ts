import type { OutboxMessage } from './message.ts';
import type { TopicPattern } from './topics.ts';

/**
 * One system that must hear. Every message is sent at least once, those about one data subject in the order in which
 * they happened.
 */
export interface Destination {
  /** Lower-case letters, digits, `.`, `_` and `-`; at most 63. Messages wait under this name, so keep it. */
  readonly name: string;
  readonly topics: readonly TopicPattern[];
  /** Only what concerns this controller's data subjects; absent: those of every tenant. */
  readonly tenant?: string | undefined;
  /**
   * Delivers one message. Rejecting counts as not delivered, and it is sent again later. It must end when `signal`
   * aborts: what goes on after that may reach the receiver behind the next message.
   */
  send(message: OutboxMessage, signal: AbortSignal): Promise<Delivery>;
}

/** What became of a message; `gone`: the receiver wants no more, and the destination is paused. */
export type Delivery = 'delivered' | 'gone' | NotDelivered;

/** The receiver answered, but did not take the message. */
export interface NotDelivered {
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** Milliseconds after which the receiver wishes to be asked again. */
  readonly retryAfter?: number;
}
