import { POLICY_FINDINGS } from './check-policy/codes.ts';
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
  // shape
  'model-not-declared': error(
    'Art. 25(2)',
    'Decorate the fields of the class, or make the model with defineModel.',
  ),
  'model-empty': warning('Art. 25(2)', 'Declare its fields: nothing of it passes.'),
  'model-name-duplicate': error(
    'Art. 5(2)',
    'Give each model a name of its own: recipients, records and findings name fields by it.',
  ),
  'nested-not-declared': error(
    'Art. 25(2)',
    'Give Nested a function that returns a declared model once all modules are loaded.',
  ),
  'field-name-reserved': error(
    'Art. 25(2)',
    'Rename the field: this name means something else to JavaScript.',
  ),
  'field-declared-twice': error(
    'Art. 24',
    'Say one thing of the field: one category, each purpose once, and either personal, nested or not personal.',
  ),
  'category-unknown': error(
    'Art. 30(1)(c)',
    'Use a category of the vocabulary, such as pd:EmailAddress.',
  ),
  'term-unknown': error('Art. 24', 'Use a term of the vocabulary, or its short name.'),
  // purpose and legal basis
  'purpose-not-in-policy': error(
    'Art. 5(1)(b)',
    'Declare the purpose in definePolicy, or name one that is declared.',
  ),
  'legal-basis-contradiction': error(
    'Art. 6(1)',
    'Leave the legal basis to the purpose, or make another purpose for the other basis.',
  ),
  'consequence-missing': error(
    'Art. 13(2)(e)',
    'Say in `consequence` what follows from not providing the field.',
  ),
  'field-retention-missing': warning(
    'Art. 5(1)(e), 13(2)(a)',
    'Give the purpose a retention: start event, duration, action.',
  ),
  // special categories, offences, promises
  'special-category-consent-fit': warning(
    'Art. 9(2)',
    'Let explicit consent (A9-2-a) go with the legal basis consent, and care (A9-2-h) with contract or legal obligation.',
  ),
  'special-category-against-commitment': error(
    'Art. 5(1)(a), 9(1)',
    'Drop the field, or the promise to hold no special categories.',
  ),
  'criminal-offence-against-commitment': error(
    'Art. 5(1)(a), 10',
    'Drop the field, or the promise to hold no data on offences.',
  ),
  'payment-card-stored': error(
    'Art. 5(1)(a), 32',
    'Leave payment cards to the payment provider, as the policy promises.',
  ),
  // whose data
  'data-subject-missing': error(
    'Art. 30(1)(c)',
    'Say whose data they are: @DataSubject, or dataSubject in defineModel.',
  ),
  'subject-id-missing': info(
    'Art. 15',
    'Mark the field that identifies the data subject, or be ready to name the subject per request.',
  ),
  'model-without-source': info(
    'Art. 15(1), 15(3)',
    'Give createPrivacy a source for it if the application keeps it; an answer-only model needs none.',
  ),
  'several-subject-ids': error(
    'Art. 5(1)(f)',
    'Mark one field as the subject id; nest what belongs to somebody else in a model of its own.',
  ),
  // recipients
  'recipient-field-unknown': error(
    'Art. 5(1)(c), 13(1)(e)',
    'Name fields as Model.field, of declared models.',
  ),
  'recipient-field-not-for-purpose': warning(
    'Art. 5(1)(b)',
    'Release fields that serve a purpose of the recipient; this one never leaves.',
  ),
} as const satisfies Readonly<Record<string, FindingEntry>>;

/** The code of a finding about models: stable, kebab-case, documented. */
export type ModelFindingCode = keyof typeof MODEL_FINDINGS;

/** Findings of a policy that fields can give as well: a purpose and a field may each lack the same condition. */
export const SHARED_FINDINGS = {
  'special-category-condition-missing': POLICY_FINDINGS['special-category-condition-missing'],
  'criminal-offence-rule-missing': POLICY_FINDINGS['criminal-offence-rule-missing'],
} as const satisfies Readonly<Record<string, FindingEntry>>;

function error(article: string, remedy: string): FindingEntry {
  return { severity: 'error', article, remedy };
}

function warning(article: string, remedy: string): FindingEntry {
  return { severity: 'warning', article, remedy };
}

function info(article: string, remedy: string): FindingEntry {
  return { severity: 'info', article, remedy };
}
