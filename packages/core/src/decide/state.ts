import type { Channel } from '../declare/policy-input.ts';
import type { ConsentStatusId } from '../vocabulary/index.ts';

/** Where one subject's consent to one purpose stands; by recipient or channel where it was given so. */
export interface ConsentState {
  readonly purpose: string;
  readonly recipient?: string;
  readonly channel?: Channel;
  readonly status: ConsentStatusId;
  readonly explicit: boolean;
  /** Version of the notice that was shown. */
  readonly noticeVersion?: string;
  /** Since when it stands so, RFC 3339 UTC. */
  readonly since: string;
  /** When a given consent expires, RFC 3339 UTC. */
  readonly expiresAt?: string;
  /** Id of the event that proves it. */
  readonly recordId: string;
}

/** An objection (Art. 21) to one purpose, or to one recipient. */
export interface ObjectionState {
  readonly purpose: string;
  readonly recipient?: string;
  /** The channel it was filed for, so that lifting one objection never lifts another. It denies the whole purpose. */
  readonly channel?: Channel;
  readonly status: 'pending' | 'upheld' | 'overridden';
  readonly since: string;
  readonly recordId: string;
}

/** Why processing is restricted (Art. 18(1)(a)–(d)). */
export type RestrictionGround =
  | 'accuracy-contested'
  | 'unlawful-processing'
  | 'needed-for-legal-claims'
  | 'objection-pending';

/** A restriction of everything, or of the fields named. */
export interface RestrictionState {
  readonly ground: RestrictionGround;
  /** `Customer.email`; absent: everything. */
  readonly fields?: readonly string[];
  readonly since: string;
  readonly recordId: string;
}

/** A notice that the subject was given, and perhaps accepted (Art. 13(3)). */
export interface NoticeState {
  readonly version: string;
  readonly deliveredAt: string;
  readonly acceptedAt?: string;
}

/** A relationship between subject and controller that law refers to: `customer` opens the soft opt-in. */
export interface RelationshipState {
  readonly kind: string;
  readonly since: string;
  readonly until?: string;
}

/**
 * Everything that decisions need to know of one data subject. Immutable: a change makes a new object, and the
 * gate relies on that identity. Personal data in itself (S2-10), so it is exported and never logged.
 */
export interface SubjectState {
  /** Grows with every change; never goes back. */
  readonly version: number;
  /** 16 random bytes, base64url: key material of the subject's pseudonym in the audit trail. */
  readonly salt: string;
  readonly consents: readonly ConsentState[];
  readonly objections: readonly ObjectionState[];
  readonly restrictions: readonly RestrictionState[];
  readonly notices: readonly NoticeState[];
  readonly relationships: readonly RelationshipState[];
}

/** What stands in for a state that cannot be read: unknown, but perhaps last known to be restricted. */
export interface UnknownState {
  readonly unknown: true;
  readonly lastKnownRestricted: boolean;
}
