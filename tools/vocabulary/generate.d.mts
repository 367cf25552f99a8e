/** One term in packages/core/data/vocabulary.json. */
export interface TermData {
  readonly id: string;
  readonly broader?: readonly string[];
  readonly en: string;
  readonly fr: string;
  /** The label DPV publishes, where `en` differs. */
  readonly dpv?: string;
  /** Article whose French text the French label uses. */
  readonly gdpr?: string;
  readonly alias?: string;
}

/** packages/core/data/vocabulary.json. */
export interface VocabularyData {
  readonly version: string;
  readonly commit: string;
  readonly terms: Readonly<Record<string, readonly TermData[]>>;
}

/** The generated files, by name. Pure: the same data gives the same text. */
export function generate(data: VocabularyData): ReadonlyMap<string, string>;
