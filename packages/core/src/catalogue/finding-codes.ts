import type { Severity } from './finding.ts';

/** What is the same for every finding of one code. */
export interface FindingEntry {
  readonly severity: Severity;
  readonly article: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Every finding about models and their fields, in one table; docs/findings.md has a heading for each code. */
export const MODEL_FINDINGS = {
  'model-not-declared': entry(
    'error',
    'Art. 25(2)',
    'Decorate the fields of the class, or make the model with defineModel.',
  ),
  'model-empty': entry(
    'warning',
    'Art. 25(2)',
    'Declare its fields: of this model, nothing passes.',
  ),
  'model-name-duplicate': entry(
    'error',
    'Art. 5(2)',
    'Give each model a name of its own: recipients, records and findings name fields by it.',
  ),
  'nested-not-declared': entry(
    'error',
    'Art. 25(2)',
    'Return a declared model from the function given to Nested; if modules import each other, from inside the function.',
  ),
  'field-name-reserved': entry(
    'error',
    'Art. 25(2)',
    'Rename the field: this name means something else to JavaScript.',
  ),
  'field-declared-twice': entry(
    'error',
    'Art. 24',
    'Say one thing of the field: one category, each purpose once, and either personal, nested or not personal.',
  ),
  'category-unknown': entry(
    'error',
    'Art. 30(1)(c)',
    'Use a category of the vocabulary, such as pd:EmailAddress.',
  ),
  'term-unknown': entry('error', 'Art. 24', 'Use a term of the vocabulary, or its short name.'),
  'purpose-not-in-policy': entry(
    'error',
    'Art. 5(1)(b)',
    'Declare the purpose in definePolicy, or name one that is declared.',
  ),
  'purpose-unused': entry(
    'info',
    'Art. 5(1)(c)',
    'Declare which fields serve the purpose, or leave it out of the policy.',
  ),
  'legal-basis-contradiction': entry(
    'error',
    'Art. 6(1)',
    'Leave the legal basis to the purpose, or make another purpose for the other basis.',
  ),
  'special-category-condition-missing': entry(
    'error',
    'Art. 9(2)',
    'Name the condition: specialCategoryBasis, on the field or on the purpose.',
  ),
  'special-category-consent-fit': entry(
    'warning',
    'Art. 9(2)',
    'Let explicit consent (A9-2-a) go with the legal basis consent, and care (A9-2-h) with contract or legal obligation.',
  ),
  'special-category-against-commitment': entry(
    'error',
    'Art. 5(1)(a), 9(1)',
    'Drop the field, or the promise to hold no special categories.',
  ),
  'criminal-offence-rule-missing': entry(
    'error',
    'Art. 10',
    'Name the rule: criminalOffenceBasis, on the field or on the purpose.',
  ),
  'criminal-offence-against-commitment': entry(
    'error',
    'Art. 5(1)(a), 10',
    'Drop the field, or the promise to hold no data on offences.',
  ),
  'payment-card-stored': entry(
    'error',
    'Art. 5(1)(a), 32',
    'Leave payment cards to the payment provider, as the policy promises.',
  ),
  'consequence-missing': entry(
    'error',
    'Art. 13(2)(e)',
    'Say what follows from not providing the field: consequence.',
  ),
  'retention-missing': entry(
    'warning',
    'Art. 5(1)(e), 13(2)(a)',
    'Give the purpose a retention: start event, duration, action.',
  ),
  'data-subject-missing': entry(
    'warning',
    'Art. 30(1)(c)',
    'Say whose data they are: @DataSubject, or dataSubject in defineModel.',
  ),
  'subject-id-missing': entry(
    'info',
    'Art. 15',
    'Mark the field that identifies the data subject, or be ready to say it per request.',
  ),
  'several-subject-ids': entry(
    'error',
    'Art. 5(1)(f)',
    'Mark one field as the subject id; nest what belongs to somebody else in a model of its own.',
  ),
  'recipient-field-unknown': entry(
    'error',
    'Art. 5(1)(c), 13(1)(e)',
    'Name fields as Model.field, of declared models.',
  ),
  'recipient-field-not-for-purpose': entry(
    'warning',
    'Art. 5(1)(b)',
    'Release fields that serve a purpose of the recipient; this one never leaves.',
  ),
} as const satisfies Readonly<Record<string, FindingEntry>>;

/** The code of a finding about models: stable, kebab-case, documented. */
export type ModelFindingCode = keyof typeof MODEL_FINDINGS;

function entry<const S extends Severity>(
  severity: S,
  article: string,
  remedy: string,
): FindingEntry & { readonly severity: S } {
  return { severity, article, remedy };
}
