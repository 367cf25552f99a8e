import type { Finding, Severity } from '../finding.ts';

/** What every finding about a policy says besides its place: how much it weighs, the rule behind it, the remedy. */
export interface PolicyFindingEntry {
  readonly severity: Severity;
  readonly article: string;
  readonly remedy: string;
}

/**
 * Every finding that a policy by itself can give, in one table. Errors make a decision impossible or the processing
 * unlawful to start; warnings are faults of the text; docs/findings.md has a heading for each code.
 */
export const POLICY_FINDINGS = {
  // who is responsible, and how to reach them
  'controller-identity-missing': error(
    'Art. 13(1)(a)',
    'Name the controller and say how to reach it.',
  ),
  'controller-address-missing': error(
    'Art. 13(1)(a), 30(1)(a)',
    'State the postal address of the controller.',
  ),
  'privacy-contact-missing': error(
    'Art. 13(1)(b)',
    'State the privacy contact that the text promises.',
  ),
  'dpo-missing': info(
    'Art. 13(1)(b), 37',
    'Check whether Art. 37(1) asks for an officer; if there is one, state the contact.',
  ),
  'contact-not-actionable': warning(
    'Art. 12(2), 13(1)(a)–(b)',
    'Give an address that a message can be sent to.',
  ),
  'contact-inconsistent': warning(
    'Art. 13(1)(b)',
    'Find out which of the two addresses is right and use it in both places.',
  ),
  'mislabelled-contact': warning('Art. 12(1)', 'Call a postal address a postal address.'),
  'identity-document-demanded': warning(
    'Art. 12(6), 5(1)(c)',
    'Ask for proof of identity on reasonable doubt only.',
  ),
  // legal basis
  'legal-basis-missing': error(
    'Art. 6(1), 13(1)(c)',
    'Declare exactly one legal basis for the purpose.',
  ),
  'multiple-legal-basis': error(
    'Art. 6(1), 13(1)(c)',
    'Choose one legal basis, or split the purpose so that each part has its own.',
  ),
  'legal-basis-ambiguous': warning(
    'Art. 13(1)(c)',
    'Say which purpose rests on which basis: one each.',
  ),
  'legitimate-interest-not-described': warning(
    'Art. 13(1)(d)',
    'Say in `legitimateInterest` which interest is pursued.',
  ),
  'legal-reference-missing': error(
    'Art. 6(1)(c), 6(3)',
    'Name the law that obliges in `legalReference`.',
  ),
  'special-category-condition-missing': error(
    'Art. 9(1)–(2)',
    'Declare the condition of Art. 9(2) in `specialCategoryBasis`, or leave the category out.',
  ),
  'criminal-offence-rule-missing': error(
    'Art. 10',
    'Declare the rule in `criminalOffenceBasis`, or leave the category out.',
  ),
  'automated-decision-unlawful': error(
    'Art. 22(2)–(3)',
    'Declare the condition of Art. 22(2) and how a human review is asked for.',
  ),
  'indirect-access-unsupported': warning(
    'Art. 15, 23',
    'Grant access directly, or name the law that restricts it for this very processing.',
  ),
  // consent
  'implied-consent': warning(
    'Art. 4(11), 7(2)',
    'Ask for consent by an affirmative act; using a site is none.',
  ),
  'consent-conditionality': warning(
    'Art. 7(4)',
    'Do not make a service depend on data or consent that it does not need.',
  ),
  // channels and dated law
  'channel-law-overrides-basis': warning(
    'ePrivacy Art. 13, CPCE L34-5',
    'Rest the purpose on consent, or address customers only (soft opt-in).',
  ),
  'marketing-declared-as-service': error(
    'ePrivacy Art. 13, CPCE L34-5',
    'Declare the messages as marketing: the law of channels cannot be switched off.',
  ),
  'superseded-rule': warning('Art. 5(1)(a)', 'Replace the rule by the one now in force.'),
  'stale-legal-reference': warning('Art. 12(1)', 'Cite the article under its present number.'),
  // cookies
  'cookie-consent-required': warning(
    'LIL 82, ePrivacy Art. 5(3)',
    'Rest the purpose of the cookie on consent, or meet all conditions of the exemption.',
  ),
  'browser-only-refusal': warning(
    'LIL 82, Art. 7',
    'Offer a refusal that is as easy as the acceptance.',
  ),
  'cookie-refusal-missing': warning('LIL 82, Art. 7(3)', 'Say how the cookie is refused.'),
  'hidden-tracker': warning(
    'LIL 82, Art. 13, 5(1)(a)',
    'Tell people, and load it only where it is needed or after consent.',
  ),
  // retention
  'retention-not-determined': warning(
    'Art. 5(1)(e), 13(2)(a)',
    'State a duration and the event from which it runs.',
  ),
  'retention-missing': error('Art. 5(1)(e)', 'Add the purpose to the retention table.'),
  'retention-unjustified': warning(
    'Art. 5(1)(e)',
    'Say in `rationale` or `legalReference` why this long.',
  ),
  'retention-on-another-basis': warning(
    'Art. 6(1), 5(1)(e)',
    'Make the longer retention a purpose of its own, resting on consent.',
  ),
  'start-event-undefined': error(
    'Art. 13(2)(a)',
    'Name the event of the application from which the duration runs.',
  ),
  'start-event-per-class': info(
    'CMF L561-12',
    'Let transactions run from their execution, documents from the end of the relationship.',
  ),
  'overlapping-retention': warning('Art. 5(1)(e)', 'Say which of the two durations prevails.'),
  // recipients and transfers
  'recipients-empty': error(
    'Art. 13(1)(e), 28(2)',
    'Fill in the list of recipients, or drop the heading.',
  ),
  'vague-recipient': warning(
    'Art. 13(1)(e)',
    'Name the recipient or a category that tells something, and its purposes.',
  ),
  'recipient-contradiction': error(
    'Art. 5(1)(a), 13(1)(e)',
    'Mend the promise or remove the recipient.',
  ),
  'processor-without-contract': error(
    'Art. 28(3)',
    'Conclude the contract and give its reference in `contractReference`.',
  ),
  'processor-incomplete': error(
    'Art. 28(3), 30(1)',
    'State the purposes and the fields that the processor receives.',
  ),
  'processor-with-own-purposes': error(
    'Art. 28(10)',
    'Declare it as a controller, with a legal basis of its own.',
  ),
  'confidentiality-missing': error(
    'Art. 28(3)(b)',
    'Give the clause in `confidentialityReference` or `contractReference`.',
  ),
  'transfer-contradiction': error('Art. 5(1)(a), 44', 'Mend the promise or stop the transfer.'),
  'transfer-mechanism-missing': error(
    'Art. 44, 13(1)(f)',
    'State the country and a mechanism of Chapter V with its reference.',
  ),
  'transfer-mechanism-invalid': error(
    'Art. 45, CJEU C-311/18',
    'Use a mechanism that is valid for the country today.',
  ),
  'storage-location': error(
    'Art. 5(1)(a), 13(1)(f)',
    'Store the data where the text promises, or mend the promise.',
  ),
  // sources
  'source-missing': warning('Art. 14(2)(f)', 'Describe the source in `dataSources`.'),
  'source-not-declared': error(
    'Art. 14, 5(1)(a)',
    'Collect from the data subject only, or mend the promise.',
  ),
  // promises held against the rest
  'statement-contradiction': warning('Art. 5(1)(a)', 'One of the two passages is wrong: mend it.'),
  'prohibited-by-policy': error(
    'Art. 5(1)(a)',
    'The published policy promises not to do this: stop, or mend the promise first.',
  ),
  // purposes and categories
  'purpose-unused': warning(
    'Art. 5(1)(b), 13(1)(c)',
    'Remove the purpose, or declare what it processes.',
  ),
  'purpose-undeclared': warning(
    'Art. 5(1)(b), 13(1)(c)',
    'Declare the purpose with its legal basis, or drop the mention.',
  ),
  'purpose-unknown': error(
    'Art. 5(1)(b)',
    'Declare the purpose in `purposes`, or use one that is declared.',
  ),
  'recipient-unknown': error(
    'Art. 13(1)(e)',
    'Declare the recipient in `recipients`, or use one that is declared.',
  ),
  'open-ended-category': warning(
    'Art. 5(1)(c), 14(1)(d)',
    'Close the list: what it does not name is refused all the same.',
  ),
  'undefined-combination': warning(
    'Art. 5(1)(b), 6(4)',
    'Declare the combination as a purpose of its own, with a legal basis.',
  ),
  'necessity-default-contradiction': warning(
    'Art. 13(2)(e), 25(2)',
    'Say once whether an unmarked field is mandatory; unmarked is optional here.',
  ),
  'dangling-reference': warning('Art. 12(1)', 'Point at a place that exists.'),
  // rights
  'right-missing': warning(
    'Art. 13(2)(b)–(d)',
    'Add the right to the text; it works all the same.',
  ),
  'right-misdescribed': warning(
    'Art. 12(1)',
    'Describe the right as the law gives it; it works as the law says.',
  ),
  // versions
  'announced-late': error('Art. 13(3)', 'Announce the version before it applies.'),
  'change-reason-missing': error(
    'Art. 12(1), 13(3)',
    'Give in `changeReason` one of the reasons that the text allows.',
  ),
  'updated-at-unchanged': error('Art. 12(1), 5(2)', 'Set `updatedAt` to the day of the change.'),
  'date-malformed': error('RFC 3339', 'Write a date as 2026-09-01 or a date-time with its offset.'),
  'duration-malformed': error('ISO 8601', 'Write a duration as P3Y, P13M or PT72H.'),
  'staleness-too-long': error(
    'Art. 7(3), 21(3)',
    'Write `maxStaleness` as at most PT1H, or leave it out: the default is PT5S.',
  ),
} as const satisfies Readonly<Record<string, PolicyFindingEntry>>;

/** The code of a finding about a policy: stable, kebab-case, documented. */
export type PolicyFindingCode = keyof typeof POLICY_FINDINGS;

/** A finding with everything that its code says; places that the declaration does not tell are left out. */
export function policyFinding(
  code: PolicyFindingCode,
  place: string,
  at: readonly (string | undefined)[],
  message: string,
): Finding {
  const told = at.filter((each) => each !== undefined);
  return { code, place, at: [...new Set(told)], message, ...POLICY_FINDINGS[code] };
}

function error(article: string, remedy: string): PolicyFindingEntry {
  return { severity: 'error', article, remedy };
}

function warning(article: string, remedy: string): PolicyFindingEntry {
  return { severity: 'warning', article, remedy };
}

function info(article: string, remedy: string): PolicyFindingEntry {
  return { severity: 'info', article, remedy };
}
