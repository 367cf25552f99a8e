import type { PolicyInput, PurposeInput, RetentionInput } from '../../declare/policy-input.ts';
import { isA } from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { oneFindingPerClause } from './one-clause.ts';
import {
  commitmentsOf,
  isPurpose,
  list,
  placesOf,
  purposesOf,
  restsOn,
  retentionsOf,
} from './read-policy.ts';
import { overlaps } from './retention-overlap.ts';

/** How long, from which event, and why (Art. 5(1)(e), 13(2)(a)). */
export function retentionRules(policy: PolicyInput): Iterable<Finding> {
  return oneFindingPerClause(eachPurpose(policy));
}

function* eachPurpose(policy: PolicyInput): Iterable<Finding> {
  for (const [name, purpose] of purposesOf(policy)) {
    const rules = retentionsOf(purpose);
    const place = `purposes.${name}.retention`;
    // As processor the controller's instructions set the period (Art. 28(3)(g)).
    if (rules.length === 0 && purpose.role !== 'processor') yield* absent(policy, place, purpose);
    for (const [index, rule] of rules.entries()) {
      yield* oneRule(policy, rules.length > 1 ? `${place}.${index}` : place, purpose, rule);
    }
    yield* otherwise(place, rules);
    yield* prospects(place, purpose, rules);
    yield* overlaps(place, rules);
    yield* transactions(place, purpose, rules);
  }
}

function* absent(policy: PolicyInput, place: string, purpose: PurposeInput): Iterable<Finding> {
  const [table] = commitmentsOf(policy, 'retention-table-complete');
  const at = [table?.at, purpose.at];
  yield table === undefined
    ? policyFinding('retention-not-determined', place, at, 'The text states no retention.')
    : policyFinding(
        'retention-missing',
        place,
        at,
        'The retention table has no row for this purpose.',
      );
}

function* oneRule(
  policy: PolicyInput,
  place: string,
  purpose: PurposeInput,
  rule: RetentionInput,
): Iterable<Finding> {
  if (rule.duration === undefined) {
    const message = 'The text states no duration.';
    yield policyFinding('retention-not-determined', place, [rule.at], message);
  } else if (rule.startEvent === undefined) {
    const message = `The text does not say from which event ${rule.duration} runs.`;
    yield policyFinding('start-event-undefined', place, [rule.at], message);
  }
  if (rule.requiresConsent === true && !restsOn(purpose, 'eu-gdpr:A6-1-a')) {
    const message = 'The purpose rests on another basis than its retention, which needs consent.';
    const at = [...placesOf(purpose), rule.at];
    yield policyFinding('retention-on-another-basis', place, at, message);
  }
  if (rule.extension !== undefined && rule.extension.legalReference === undefined) {
    const message = 'The text allows a longer retention by law without naming the law.';
    yield policyFinding('legal-reference-missing', place, [rule.extension.at], message);
  }
  if (rule.rationale === undefined && rule.legalReference === undefined) {
    for (const promise of commitmentsOf(policy, 'retention-justified')) {
      const message = 'The text promises a reason for each duration; this one has none.';
      yield policyFinding('retention-unjustified', place, [promise.at, rule.at], message);
    }
  }
}

/** Where every rule has a condition, nothing says what holds when none is met. */
function* otherwise(place: string, rules: readonly RetentionInput[]): Iterable<Finding> {
  if (rules.length === 0 || rules.some(({ condition }) => condition === undefined)) return;
  const conditions = rules.map(({ condition }) => condition).join(', ');
  yield policyFinding(
    'retention-not-determined',
    place,
    rules.map(({ at }) => at),
    `The text states a duration only where the data are ${conditions}.`,
  );
}

const END_OF_RELATIONSHIP = /^(?:contract|relationship|service|customer)\.(?:end|ended|closed)$/;

/** Who never became a customer has no relationship that could end. */
function* prospects(
  place: string,
  purpose: PurposeInput,
  rules: readonly RetentionInput[],
): Iterable<Finding> {
  const addressed = list(purpose.dataSubjects).some((each) => isA(each, 'x:Prospect'));
  const started = rules.filter(
    (rule) => rule.startEvent !== undefined && rule.duration !== undefined,
  );
  const onlyEnds = started.every((rule) => END_OF_RELATIONSHIP.test(rule.startEvent ?? ''));
  if (!addressed || started.length === 0 || !onlyEnds) return;
  yield policyFinding(
    'start-event-undefined',
    `${place}.prospect`,
    rules.map(({ at }) => at),
    'For a prospect no relationship ends: the duration never begins.',
  );
}

/** Money laundering: documents run from the end of the relationship, transactions from their execution. */
function* transactions(
  place: string,
  purpose: PurposeInput,
  rules: readonly RetentionInput[],
): Iterable<Finding> {
  if (!isPurpose(purpose, 'dpv:CounterMoneyLaundering')) return;
  if (!purpose.categories?.some((each) => isA(each, 'pd:Transactional'))) return;
  if (rules.length !== 1) return;
  yield policyFinding(
    'start-event-per-class',
    place,
    rules.map(({ at }) => at),
    'One start event for documents and transactions, where the law has two.',
  );
}
