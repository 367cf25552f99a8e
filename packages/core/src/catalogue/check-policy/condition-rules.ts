import type { PolicyInput, PurposeInput } from '../../declare/policy-input.ts';
import { isCriminalOffence, isSpecialCategory } from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { placesOf, purposeOf, purposesOf, restsOn } from './read-policy.ts';

/** What some processing needs besides a legal basis (Art. 9, 10, 22), and what consent may not be tied to (Art. 7(4)). */
export function* conditionRules(policy: PolicyInput): Iterable<Finding> {
  for (const [name, purpose] of purposesOf(policy)) {
    yield* categories(`purposes.${name}`, purpose);
    yield* automatedDecision(`purposes.${name}`, purpose);
  }
  yield* conditionality(policy);
}

function* categories(place: string, purpose: PurposeInput): Iterable<Finding> {
  for (const category of purpose.categories ?? []) {
    if (isSpecialCategory(category) && purpose.specialCategoryBasis === undefined) {
      yield policyFinding(
        'special-category-condition-missing',
        place,
        [purpose.at],
        `${category} is a special category, and the purpose names no condition of Art. 9(2).`,
      );
    }
    if (isCriminalOffence(category) && purpose.criminalOffenceBasis === undefined) {
      yield policyFinding(
        'criminal-offence-rule-missing',
        place,
        [purpose.at],
        `${category} relates to offences, and the purpose names no rule of Art. 10.`,
      );
    }
  }
}

function* automatedDecision(place: string, purpose: PurposeInput): Iterable<Finding> {
  const decision = purpose.automatedDecision;
  if (decision === undefined) return;
  const missing = [
    ...(decision.condition === undefined ? ['a condition of Art. 22(2)'] : []),
    // Where a law allows the decision, that law provides for the safeguards (Art. 22(2)(b)).
    ...(decision.humanReview === undefined && decision.condition !== 'law'
      ? ['a way to a human review']
      : []),
  ];
  if (missing.length === 0) return;
  yield policyFinding(
    'automated-decision-unlawful',
    place,
    [purpose.at],
    `Decisions are taken by automated means alone without ${missing.join(' and without ')}.`,
  );
}

/** Consent is not free where not giving it has a consequence for something else. */
function* conditionality(policy: PolicyInput): Iterable<Finding> {
  const { consequence } = policy;
  if (consequence === undefined) return;
  const names = consequence.purposes ?? Object.keys(policy.purposes);
  for (const name of names) {
    const purpose = purposeOf(policy, name);
    if (!restsOn(purpose, 'eu-gdpr:A6-1-a')) continue;
    yield policyFinding(
      'consent-conditionality',
      `purposes.${name}`,
      [consequence.at, ...placesOf(purpose)],
      `The consequence of not providing data also strikes who refuses consent to ${name}.`,
    );
  }
}
