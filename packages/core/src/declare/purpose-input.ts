import type {
  CategoryId,
  CriminalOffenceBasisAlias,
  CriminalOffenceBasisId,
  DataSubjectId,
  LegalBasisAlias,
  LegalBasisId,
  PurposeTermId,
  SpecialCategoryBasisId,
} from '../vocabulary/index.ts';
import type { RetentionInput } from './retention-input.ts';
import type { IsoDuration, Place, Words } from './words.ts';

/** The role in which the processing is done (Art. 4(7), 4(8), 26). */
export type ProcessingRole = 'controller' | 'processor' | 'joint-controller';

/** Channels by which people are contacted (ePrivacy Art. 13, CPCE L34-5). */
export type Channel = 'email' | 'sms' | 'phone' | 'post' | 'push' | 'social';

/** How consent works for one purpose (Art. 4(11), 7). */
interface ConsentInput {
  /** How long a consent holds; afterwards it is expired and must be asked again. */
  readonly duration?: IsoDuration;
  /** Explicit consent (Art. 9(2)(a)); implied where a special category rests on it. */
  readonly explicit?: boolean;
  /** First notice version whose change was material: consents to older notices are superseded. */
  readonly reaskFrom?: string;
}

/** Solely automated decisions with legal effect (Art. 22, 13(2)(f)). */
export interface AutomatedDecisionInput {
  readonly logic: Words;
  readonly significance: Words;
  /** The condition of Art. 22(2) that allows it. */
  readonly condition?: 'contract' | 'law' | 'explicit-consent';
  /** How a human review is asked for (Art. 22(3)). */
  readonly humanReview?: string;
}

/** One purpose of processing, with everything that the notice must say about it (Art. 13(1)(c)–(d), 13(2)). */
export interface PurposeInput<P extends string = string> {
  /** The DPV purpose of which this one is a kind. */
  readonly is?: PurposeTermId;
  /** The purpose in words, for the notice. */
  readonly describe?: Words;
  /** Exactly one legal basis. Several can be written down to encode a contradictory text; that is a finding. */
  readonly legalBasis?:
    | LegalBasisAlias
    | LegalBasisId
    | readonly (LegalBasisAlias | LegalBasisId)[];
  /** Where the text states each of them, in the same order. Default: `at`. */
  readonly legalBasisAt?: readonly Place[];
  /** The interest pursued, in words: required with Art. 6(1)(f). */
  readonly legitimateInterest?: Words;
  /** The law that obliges: required with Art. 6(1)(c). */
  readonly legalReference?: string;
  /** Condition of Art. 9(2) for special categories used for this purpose. */
  readonly specialCategoryBasis?: SpecialCategoryBasisId;
  /** Rule of Art. 10 for criminal convictions and offences used for this purpose. */
  readonly criminalOffenceBasis?: CriminalOffenceBasisId | CriminalOffenceBasisAlias;
  readonly consent?: ConsentInput;
  /**
   * How long a change made through another process (a withdrawal, an objection) may stay unknown to this purpose: at
   * most `PT1H`, default `PT5S`. Special categories, disclosures, exports and messages always know at once.
   */
  readonly maxStaleness?: IsoDuration;
  /** Channel(s) by which this purpose reaches people. */
  readonly channel?: Channel | readonly Channel[];
  /** Whether messages of this purpose are the service asked for, or marketing. Default: by the DPV term. */
  readonly message?: 'service' | 'marketing';
  /** Whether people are addressed as consumers (default) or in their profession, where opposition is enough (CPCE L34-5). */
  readonly audience?: 'consumer' | 'professional';
  readonly role?: ProcessingRole;
  readonly retention?: RetentionInput | readonly RetentionInput[];
  readonly dataSubjects?: readonly DataSubjectId[];
  /** Categories processed, where no declared model says it yet (a text encoded before its application). */
  readonly categories?: readonly CategoryId[];
  /** Purposes for which data collected for this one may be used further (Art. 6(4)); never for consent. */
  readonly compatibleWith?: readonly NoInfer<P>[];
  /** Relationship that a staff actor must have with the data subject, `care-team`. */
  readonly relationship?: string;
  readonly automatedDecision?: AutomatedDecisionInput;
  /** Access is exercised through the supervisory authority (Art. 23): the law that says so. */
  readonly indirectAccess?: { readonly legalReference: string; readonly at?: Place };
  /** The text says that only these recipients get the data; any other registered for the purpose is a finding. */
  readonly recipientsLimitedTo?: 'internal' | readonly string[];
  readonly at?: Place;
}
