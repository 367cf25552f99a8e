import type { CommitmentInput, PolicyInput } from '../../declare/policy-input.ts';
import type { CategoryId } from '../../vocabulary/index.ts';
import { isA, isCriminalOffence, isSpecialCategory } from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import {
  basisPlacesOf,
  commitmentsOf,
  concerns,
  isPurpose,
  purposesOf,
  recipientsOf,
  restsOn,
  retentionsOf,
} from './read-policy.ts';

/** Statements about the data themselves: what the text says is never collected or never owed by law. */
export function* statementRules(policy: PolicyInput): Iterable<Finding> {
  for (const promise of commitmentsOf(policy, 'no-personal-data-on-browsing')) {
    yield* automaticCollection(policy, promise);
  }
  for (const promise of commitmentsOf(policy, 'no-legal-obligation')) {
    yield* legalObligations(policy, promise);
  }
  for (const [kind, forbids] of FORBIDDEN) {
    for (const promise of commitmentsOf(policy, kind)) {
      yield* forbiddenCategories(policy, promise, forbids);
    }
  }
}

function* automaticCollection(policy: PolicyInput, promise: CommitmentInput): Iterable<Finding> {
  for (const [name, point] of Object.entries(policy.collectionPoints ?? {})) {
    if (point.automatic !== true) continue;
    yield policyFinding(
      'statement-contradiction',
      `collectionPoints.${name}`,
      [promise.at, point.at],
      'The text says that a visit leaves no personal data, and collects some without any act.',
    );
  }
}

/** A statement that no law obliges, beside a purpose, a disclosure or a duration that a law sets. */
function* legalObligations(policy: PolicyInput, promise: CommitmentInput): Iterable<Finding> {
  const message = 'The text says that no processing is owed by law, and describes one that is.';
  for (const [name, purpose] of purposesOf(policy)) {
    const place = `purposes.${name}`;
    const retained = retentionsOf(purpose).filter((each) => each.legalReference !== undefined);
    if (restsOn(purpose, 'eu-gdpr:A6-1-c') || isPurpose(purpose, 'dpv:LegalCompliance')) {
      const at = [promise.at, ...basisPlacesOf(purpose)];
      yield policyFinding('statement-contradiction', place, at, message);
    } else if (retained.length > 0) {
      const at = [promise.at, ...retained.map((each) => each.at)];
      yield policyFinding('statement-contradiction', place, at, message);
    }
  }
  for (const [name, recipient] of recipientsOf(policy)) {
    if (recipient.role !== 'authority') continue;
    const at = [promise.at, recipient.at];
    yield policyFinding('statement-contradiction', `recipients.${name}`, at, message);
  }
}

type Forbids = (category: CategoryId) => boolean;

/** Promises that a kind of data is never held. */
const FORBIDDEN: readonly (readonly [CommitmentInput['promises'], Forbids])[] = [
  ['no-special-categories', isSpecialCategory],
  ['no-criminal-offences', isCriminalOffence],
  ['no-local-payment-cards', (category) => isA(category, 'pd:PaymentCardNumber')],
];

/** Categories that purposes list; fields are held against the same promises when models are compiled. */
function* forbiddenCategories(
  policy: PolicyInput,
  promise: CommitmentInput,
  forbids: Forbids,
): Iterable<Finding> {
  for (const [name, purpose] of purposesOf(policy)) {
    if (!concerns(promise, name)) continue;
    for (const category of purpose.categories?.filter(forbids) ?? []) {
      const message = `The text promises not to hold ${category} (${promise.promises}).`;
      const at = [promise.at, purpose.at];
      yield policyFinding('prohibited-by-policy', `purposes.${name}`, at, message);
    }
  }
}
