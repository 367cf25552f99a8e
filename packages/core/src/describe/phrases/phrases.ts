import type { Channel, CollectionPointInput, CookieInput } from '../../declare/policy-input.ts';
import type { RecipientRole } from '../../declare/recipient-input.ts';
import type { Language, RightAlias } from '../../vocabulary/index.ts';
import { ENGLISH } from './english.ts';
import { ENGLISH_SECTIONS } from './english-sections.ts';
import { FRENCH } from './french.ts';
import { FRENCH_SECTIONS } from './french-sections.ts';
import type { RetentionPhrases } from './retention-words.ts';
import type { Sections } from './sections.ts';

/** A unit of an ISO 8601 duration. */
export type DurationUnit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

/** Our own words in one language: names of closed sets, and the sentences that describe them. */
export interface Phrases {
  /** How an article of the GDPR is cited: given `15` or `6(1)(a)`. */
  readonly gdprArticle: (article: string) => string;
  readonly postMortemArticle: string;
  /** Names of a unit: for one, for several. */
  readonly units: Readonly<Record<DurationUnit, readonly [string, string]>>;
  /** From which number on the second name is used, beside zero in English. */
  readonly isPlural: (count: number) => boolean;
  readonly retention: RetentionPhrases;
  readonly recipientRoles: Readonly<Record<RecipientRole, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly collectionChannels: Readonly<Record<CollectionPointInput['channel'], string>>;
  readonly cookieCategories: Readonly<Record<CookieInput['category'], string>>;
  readonly session: string;
  readonly transport: (protocol: string) => string;
  readonly privacyShield: string;
  readonly withdrawal: string;
  readonly indirectAccess: string;
  readonly rights: Readonly<Record<RightAlias, string>>;
  readonly complaint: string;
  readonly gpc: string;
  readonly gpcRefusesNothing: string;
}

/** Our words in a language. */
export function phrasesIn(language: Language): Phrases {
  return language === 'fr' ? FRENCH : ENGLISH;
}

/** The headings and labels of the rendered documents in a language. */
export function sectionsIn(language: Language): Sections {
  return language === 'fr' ? FRENCH_SECTIONS : ENGLISH_SECTIONS;
}
