import type { OutboxMessage } from './message.ts';

/** A message that one relay may send until its lease ends; nobody else sends it or a later one of its subject. */
export interface Claim {
  readonly destination: string;
  readonly tenant: string;
  readonly subjectKey: string;
  /** Place in the outbox, a decimal number. */
  readonly place: string;
  readonly lease: string;
  /** Which attempt this is, from 1. A relay that died in the middle of one has used it up. */
  readonly attempt: number;
  readonly messageId: string;
  /** `undefined` where the event that it is about is not in the database any more. */
  readonly message: OutboxMessage | undefined;
}

/** How much a relay takes at once. */
export interface ClaimRequest {
  readonly destination: string;
  /** How many messages at most. */
  readonly limit: number;
  /** How many of them may be ones that failed before: a receiver that hangs for some subjects must not hold the rest. */
  readonly again: number;
  /** Milliseconds for which nobody else gets them. */
  readonly lease: number;
}
