import type { LegalBasisAlias, LegalBasisId, RightAlias } from '../vocabulary/index.ts';
import type { IsoDuration, Place, Words } from './words.ts';

/** A right as the text offers it; a right that the text leaves out or describes wrongly is a finding, and works all the same. */
export interface RightInput {
  readonly right: RightAlias;
  readonly describe?: Words;
  /** The text gives the right another meaning than the law. */
  readonly misdescribed?: boolean;
  readonly at?: Place;
}

/** How rights are exercised (Art. 12(2)). */
export interface RightsContactInput {
  readonly email?: string;
  readonly address?: string;
  readonly url?: string;
  /** The text demands an identity document from everyone (Art. 12(6) allows it on reasonable doubt only). */
  readonly demandsIdentityDocument?: boolean;
  readonly at?: Place;
}

/** What the text promises besides its purposes: each is held against the rest of the policy. */
export interface CommitmentInput {
  readonly promises:
    | 'no-sale'
    | 'no-external-advertising'
    | 'internal-recipients-only'
    | 'no-transfer-outside-eu'
    | 'no-transfer-outside-eea'
    | 'hosting-in'
    | 'no-personal-data-on-browsing'
    | 'no-tracking-cookies'
    | 'no-legal-obligation'
    | 'consent-for-any-collection'
    | 'consent-for-any-disclosure'
    | 'direct-collection-only'
    | 'no-special-categories'
    | 'no-criminal-offences'
    | 'no-local-payment-cards'
    | 'no-advertising'
    | 'no-own-use-of-tenant-data'
    | 'recipients-for-service-only'
    | 'recipients-bound-to-confidentiality'
    | 'no-identity-with-technical-data'
    | 'no-less-protection-without-consent'
    | 'dedicated-privacy-contact'
    | 'channel-law'
    | 'retention-justified'
    | 'retention-table-complete';
  /** Country for `hosting-in`. */
  readonly country?: string;
  /** Region for `hosting-in`, where the text names no country. */
  readonly region?: 'EU' | 'EEA';
  /** Limits the promise to these purposes. */
  readonly purposes?: readonly string[];
  readonly at?: Place;
}

/** A passage of the text that is itself a finding: nothing to enforce, but somebody must mend the text. */
export interface FlawInput {
  readonly flaw:
    | 'implied-consent'
    | 'consent-conditionality'
    | 'browser-only-refusal'
    | 'open-ended-category'
    | 'vague-recipient'
    | 'recipients-empty'
    | 'dangling-reference'
    | 'purpose-undeclared'
    | 'stale-legal-reference'
    | 'superseded-rule'
    | 'necessity-default-contradiction'
    | 'hidden-tracker'
    | 'mislabelled-contact'
    | 'undefined-combination'
    | 'legal-basis-ambiguous';
  /** The passage in a few words of our own. */
  readonly about: string;
  /** Where; several places for a contradiction. */
  readonly at: Place | readonly Place[];
}

/** A ground on which data are disclosed or transferred, where the text gives a closed list. */
export interface GroundInput {
  readonly describe: Words;
  readonly legalBasis?: LegalBasisAlias | LegalBasisId;
  /** Whether a disclosure must name the law or decision that demands it. */
  readonly requiresLegalReference?: boolean;
  readonly at?: Place;
}

/** What follows from not providing mandatory data (Art. 13(2)(e)), where the text says it once for all. */
export interface ConsequenceInput<P extends string = string> {
  readonly describe: Words;
  /** Purposes that it applies to. Default all: where one of them rests on consent that is a finding (Art. 7(4)). */
  readonly purposes?: readonly NoInfer<P>[];
  readonly at?: Place;
}

/** Deadlines that a processor promises to its controllers (Art. 28(3)(e)–(f), 33(2)). */
export interface ProcessorDeadlinesInput {
  /** From the discovery of a breach to telling the controller. */
  readonly breachNotice?: IsoDuration;
  /** From receiving a complaint or a request of a data subject to passing it on. */
  readonly requestForwarding?: IsoDuration;
  readonly at?: Place;
}
