import type { Channel } from '../declare/policy-input.ts';
import type { CategoryId, OperationId, SpecialCategoryBasisId } from '../vocabulary/index.ts';

/** Who acts. The data subject is the person concerned; staff act in a role; services and the system by their own name. */
export type ActorType = 'data-subject' | 'staff' | 'service' | 'system' | 'heir' | 'anonymous';

/** The actor's part of a question. */
export interface QuestionActor {
  readonly type: ActorType;
  /** The role in which staff act; it names the purposes that it may pursue (Art. 29, 32(4)). */
  readonly role?: string;
  /** Relationships of the actor to this data subject, `care-team`. */
  readonly relationships?: readonly string[];
}

/** The four exceptions to a restriction (Art. 18(2)). */
export type RestrictionException =
  | 'consent'
  | 'legal-claims'
  | 'rights-of-others'
  | 'public-interest';

/** What is asked before anything is processed. Everything but `purpose` and `operation` narrows it. */
export interface Question {
  readonly purpose: string;
  readonly operation: OperationId;
  readonly categories?: readonly CategoryId[];
  /** Paths of the fields concerned, `Customer.email`. */
  readonly fields?: readonly string[];
  /** Condition of Art. 9(2) declared for the fields; default: the purpose's. */
  readonly specialCategoryBasis?: SpecialCategoryBasisId;
  readonly actor: QuestionActor;
  /** Registered recipient to whom data would be disclosed. */
  readonly recipient?: string;
  readonly channel?: Channel;
  /** Promotes goods similar to those that the customer bought (ePrivacy Art. 13(2)). */
  readonly similarProducts?: boolean;
  /** The controller on whose instructions we act, where we are processor. */
  readonly tenant?: string;
  /** Purpose for which the data were collected, where it is another (Art. 6(4)). */
  readonly collectedFor?: string;
  /** The request carried Global Privacy Control. */
  readonly gpc?: boolean;
  readonly exception?: RestrictionException;
}
