import type { RetentionInput } from '../../declare/policy-input.ts';

/** What a retention sentence is made of, already in words. */
export interface RetentionWords {
  readonly action: RetentionInput['action'];
  /** `3 years`. */
  readonly duration?: string;
  /** The duration is zero. */
  readonly atOnce: boolean;
  /** The duration is a maximum. */
  readonly maximum: boolean;
  /** Name of the start event as the policy declares it, `contract.end`. */
  readonly startEvent?: string;
  /** The policy states a criterion in words. */
  readonly criterion: boolean;
}

/** The sentences of one language about keeping data. Events come by the name that the policy declares. */
export interface RetentionPhrases {
  readonly sentence: (words: RetentionWords) => string;
  readonly earlierOn: (event: string) => string;
  readonly onlyWithConsent: string;
  readonly perItem: string;
  readonly hold: (from: string, until: string) => string;
  readonly holdThen: (duration: string) => string;
  readonly limitationPeriod: string;
  readonly warning: (channel: string, cancelledBy: string) => string;
  readonly grace: (duration: string) => string;
  readonly extension: string;
  readonly extensionBy: (duration: string) => string;
}
