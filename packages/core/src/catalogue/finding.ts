/** How much a finding weighs: errors stop start-up, warnings are reported, information is listed. */
export type Severity = 'error' | 'warning' | 'info';

/** Something that the declarations get wrong, or that the published text does. Never holds a personal value. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** Where: `purposes.newsletter`, `Customer.email`, `POST /orders`. */
  readonly place: string;
  /** Where the published text says it, `l.24`, when the declaration tells; several for a contradiction. */
  readonly at: readonly string[];
  /** What is wrong, in a sentence. */
  readonly message: string;
  readonly article: string;
  /** What to do about it. */
  readonly remedy: string;
}
