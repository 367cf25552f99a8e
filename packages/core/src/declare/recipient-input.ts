import type { TransferMechanismId } from '../vocabulary/index.ts';
import type { Place, Words } from './words.ts';

/** What a recipient is to the controller (Art. 4(8)–(10)). */
export type RecipientRole =
  | 'processor'
  | 'controller'
  | 'joint-controller'
  | 'third-party'
  | 'authority'
  | 'internal';

/** The mechanism of Chapter V that allows a transfer to a third country. */
export interface TransferInput {
  /** `eu-gdpr:A45-3`, `eu-gdpr:A46-2-c` …; `privacy-shield` can be written down to encode an old text, and is a finding. */
  readonly mechanism: TransferMechanismId | 'privacy-shield';
  /** Clauses, decision or rules relied on. Required with Art. 46. */
  readonly reference?: string;
  /** A transfer impact assessment was made (CJEU C-311/18). */
  readonly impactAssessment?: boolean;
  /** The recipient itself is certified (EU–US Data Privacy Framework). */
  readonly certified?: boolean;
  /** Where a copy can be had (Art. 13(1)(f)). */
  readonly copyAt?: string;
  readonly at?: Place;
}

/** Who receives which fields, for which purposes, where (Art. 13(1)(e)–(f), 28, 30(1)(d)–(e)). */
export interface RecipientInput<P extends string = string> {
  /** Name, where the text names it; otherwise the category alone is served. */
  readonly name?: string;
  /** Category of recipients, in words. */
  readonly category?: Words;
  readonly role: RecipientRole;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** The text says that the recipient is outside the Union or the EEA without naming a country. */
  readonly outside?: 'EU' | 'EEA';
  readonly purposes: readonly NoInfer<P>[];
  /** Fields released, `Customer.email`; others never leave for this recipient. */
  readonly fields?: readonly string[];
  /** Contract of Art. 28(3), with its version. Required for processors. */
  readonly contractReference?: string;
  /** Clause that holds the recipient to confidentiality, where no contract of Art. 28(3) does. */
  readonly confidentialityReference?: string;
  /** What the recipient does for a living, where a promise of the text turns on it. */
  readonly activity?: 'advertising' | 'data-trade';
  /** The recipient processes for purposes of its own: it is a controller, never a processor (Art. 28(10)). */
  readonly ownPurposes?: boolean;
  /** Whether a given person's data went there may not be told to that person (CMF L561-18). */
  readonly secret?: boolean;
  readonly transfer?: TransferInput;
  readonly policyUrl?: string;
  /** The text makes the disclosure depend on consent. */
  readonly requiresConsent?: boolean;
  readonly at?: Place;
}
