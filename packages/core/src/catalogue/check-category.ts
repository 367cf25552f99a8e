import type { CommitmentInput, PolicyInput } from '../declare/policy-input.ts';
import type { CategoryId, LegalBasisId } from '../vocabulary/index.ts';
import { isA, isCriminalOffence, isSpecialCategory, mainLegalBasis } from '../vocabulary/index.ts';
import type { CompiledPurpose, FieldUse } from './catalogue.ts';
import type { ModelFindingCode } from './finding-codes.ts';
import type { Report } from './model-finding.ts';

/** Whether a special category has a condition of Art. 9(2), and one that goes with its legal basis. */
export function checkSpecialCategory(
  use: FieldUse,
  category: CategoryId,
  purpose: CompiledPurpose,
  place: string,
  report: Report,
): void {
  const at = [purpose.input.at];
  if (use.specialCategoryBasis === undefined) {
    const message = `${category} is a special category, and nothing lifts the prohibition for ${purpose.id}.`;
    report('special-category-condition-missing', place, message, at);
    return;
  }
  const misfit = consentMisfit(use, purpose);
  if (misfit !== undefined) report('special-category-consent-fit', place, misfit, at);
}

/** Whether a category of convictions or offences has its rule (Art. 10). */
export function checkOffence(
  use: FieldUse,
  category: CategoryId,
  place: string,
  report: Report,
): void {
  if (use.criminalOffenceBasis !== undefined) return;
  const message = `${category} concerns offences, and no law or authority is named for ${use.purpose}.`;
  report('criminal-offence-rule-missing', place, message);
}

/** Whether the policy promises to hold no such data (Art. 5(1)(a)). */
export function checkCommitments(
  category: CategoryId,
  policy: PolicyInput,
  place: string,
  report: Report,
): void {
  for (const { promises, at } of policy.commitments ?? []) {
    const code = brokenPromise(promises, category);
    if (code !== undefined)
      report(code, place, `It holds ${category}; the policy promises ${promises}.`, [at]);
  }
}

function brokenPromise(
  promises: CommitmentInput['promises'],
  category: CategoryId,
): ModelFindingCode | undefined {
  if (promises === 'no-special-categories' && isSpecialCategory(category)) {
    return 'special-category-against-commitment';
  }
  if (promises === 'no-criminal-offences' && isCriminalOffence(category)) {
    return 'criminal-offence-against-commitment';
  }
  if (promises === 'no-local-payment-cards' && isA(category, 'pd:PaymentCard')) {
    return 'payment-card-stored';
  }
  return undefined;
}

function consentMisfit(use: FieldUse, purpose: CompiledPurpose): string | undefined {
  const { legalBasis, specialCategoryBasis } = use;
  if (legalBasis === undefined) return undefined;
  const consent = mainLegalBasis(legalBasis) === 'eu-gdpr:A6-1-a';
  if (specialCategoryBasis === 'eu-gdpr:A9-2-a' && !consent) {
    return `It needs explicit consent (A9-2-a), but rests on ${legalBasis}: nobody is asked.`;
  }
  if (specialCategoryBasis === 'eu-gdpr:A9-2-a' && isNotExplicit(legalBasis, purpose)) {
    return 'It needs explicit consent (A9-2-a), but the consent of its purpose is said not to be explicit.';
  }
  if (specialCategoryBasis === 'eu-gdpr:A9-2-h' && consent) {
    return 'Care by a practitioner under secrecy (A9-2-h) does not rest on consent.';
  }
  return undefined;
}

function isNotExplicit(legalBasis: LegalBasisId, { input }: CompiledPurpose): boolean {
  return legalBasis === 'eu-gdpr:A6-1-a-non-explicit-consent' || input.consent?.explicit === false;
}
