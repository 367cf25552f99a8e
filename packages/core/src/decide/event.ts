import type { Channel } from '../declare/policy-input.ts';
import type { ActorType } from './question.ts';
import type { RestrictionGround } from './state.ts';

/** What every change of a subject's state carries. */
interface EventBase {
  /** UUID; repeated with the same id, an event changes nothing. */
  readonly id: string;
  /** RFC 3339 UTC, set by the server. */
  readonly at: string;
  readonly actor: ActorType;
}

/** What a consent or its refusal is proven with (Art. 7(1)). */
export interface ConsentEvidence {
  readonly noticeVersion: string;
  /** BCP 47 tag of the language in which the notice was shown. */
  readonly language: string;
  /** The affirmative act, `checkbox#newsletter`. */
  readonly indication: string;
  /** SHA-256 of the notice text shown, hex; added by the server. */
  readonly textHash: string;
}

/** Which consent an event is about. */
export interface ConsentScope {
  readonly purpose: string;
  readonly recipient?: string;
  readonly channel?: Channel;
}

/** The closed set of things that change what may be done with a subject's data. Append-only. */
export type SubjectEvent =
  | (EventBase &
      ConsentScope & {
        readonly type: 'consent.given';
        readonly explicit: boolean;
        readonly expiresAt?: string;
        readonly evidence: ConsentEvidence;
      })
  | (EventBase &
      ConsentScope & { readonly type: 'consent.refused'; readonly evidence: ConsentEvidence })
  | (EventBase & ConsentScope & { readonly type: 'consent.withdrawn' })
  | (EventBase & ConsentScope & { readonly type: 'objection.filed'; readonly final: boolean })
  | (EventBase & ConsentScope & { readonly type: 'objection.upheld' | 'objection.lifted' })
  | (EventBase &
      ConsentScope & {
        readonly type: 'objection.overridden';
        readonly justification: string;
        readonly approver: string;
      })
  | (EventBase & {
      readonly type: 'restriction.set';
      readonly ground: RestrictionGround;
      readonly fields?: readonly string[];
    })
  | (EventBase & {
      readonly type: 'restriction.lifted';
      readonly ground: RestrictionGround;
      readonly informedAt: string;
    })
  | (EventBase & {
      readonly type: 'notice.delivered' | 'notice.accepted';
      readonly version: string;
    })
  | (EventBase & {
      readonly type: 'relationship.began' | 'relationship.ended';
      readonly kind: string;
    });
