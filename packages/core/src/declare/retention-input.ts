import type { Channel } from './purpose-input.ts';
import type { IsoDuration, Place, Words } from './words.ts';

/** Until when data are kept and what happens then (Art. 5(1)(e), 13(2)(a)). */
export interface RetentionInput {
  /** Named event of the application that starts the clock, `contract.end`. */
  readonly startEvent?: string;
  /** How long from the start event; `P0D` for at once. */
  readonly duration?: IsoDuration;
  /** What happens at the term. */
  readonly action: 'erase' | 'anonymise' | 'archive';
  /** What the duration applies to, where a purpose has several. */
  readonly appliesTo?: string;
  /** The criterion in words, where the text states no duration. */
  readonly criterion?: Words;
  /** A condition on the data, `unresolved`. */
  readonly condition?: string;
  /** The law that sets the duration. */
  readonly legalReference?: string;
  /** Why this long. */
  readonly rationale?: Words;
  /** The duration is a maximum: data may go earlier. */
  readonly maximum?: boolean;
  /** Whether one clock runs per data subject (default) or one per record, as for each recording. */
  readonly clock?: 'subject' | 'item';
  /** Named events that end the retention at once if they come before the term, `consent.withdrawn`. */
  readonly earlierOn?: string | readonly string[];
  /** Kept this long only with the data subject's consent: a finding where the purpose rests on another basis. */
  readonly requiresConsent?: boolean;
  readonly hold?: RetentionHoldInput;
  readonly warning?: RetentionWarningInput;
  readonly extension?: RetentionExtensionInput;
  readonly at?: Place;
}

/** What suspends the end of retention: proceedings, an open request. */
interface RetentionHoldInput {
  /** Named event that begins the hold, `proceedings.opened`. */
  readonly from: string;
  /** Named event that ends it. */
  readonly until: string;
  /** How long data are kept after the hold ends, or `limitation-period` where the text names no length. */
  readonly afterwards?: IsoDuration | 'limitation-period';
  readonly at?: Place;
}

/** The message sent before data go, and how long it leaves to answer it: inactivity in two stages. */
interface RetentionWarningInput {
  readonly channel: Channel;
  /** Named event that cancels the end of retention, `account.authenticated`. */
  readonly cancelledBy: string;
  /** Time left to answer; left to the application where the text is silent. */
  readonly grace?: IsoDuration;
  readonly at?: Place;
}

/** A passage by which data may be kept longer than stated; without the law that says so it is a finding (Art. 17(3)(b)). */
interface RetentionExtensionInput {
  readonly describe?: Words;
  readonly duration?: IsoDuration;
  readonly legalReference?: string;
  readonly at?: Place;
}
