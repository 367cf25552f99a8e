import type { PolicyInput } from '../../declare/policy-input.ts';
import type { RecipientInput } from '../../declare/recipient-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { commitmentsOf, externalRecipientsOf, purposesOf } from './read-policy.ts';

/** Who receives data: told apart, bound by contract, and in keeping with what the text says of recipients. */
export function* recipientRules(policy: PolicyInput): Iterable<Finding> {
  const external = externalRecipientsOf(policy);
  const promises = commitmentsOf(policy, 'recipients-bound-to-confidentiality');
  for (const [name, recipient] of external) {
    const place = `recipients.${name}`;
    if (recipient.role === 'processor') yield* processor(place, recipient);
    if (isVague(recipient)) {
      yield policyFinding(
        'vague-recipient',
        place,
        [recipient.at],
        'The recipient has neither a name nor a purpose.',
      );
    }
    const bound = recipient.contractReference ?? recipient.confidentialityReference;
    // A processor without a contract is a finding of its own; authorities are bound by law.
    const elsewhere = recipient.role === 'authority' || recipient.role === 'processor';
    if (bound !== undefined || elsewhere) continue;
    for (const promise of promises) {
      yield policyFinding(
        'confidentiality-missing',
        place,
        [promise.at, recipient.at],
        'The text says that recipients are bound to confidentiality; no clause is given.',
      );
    }
  }
  yield* emptyList(policy, external.length);
  yield* limitedPurposes(policy);
}

function* processor(place: string, recipient: RecipientInput): Iterable<Finding> {
  if (recipient.contractReference === undefined) {
    yield policyFinding(
      'processor-without-contract',
      place,
      [recipient.at],
      'A processor without a contract reference.',
    );
  }
  const missing = [
    ...(recipient.purposes.length === 0 ? ['purposes'] : []),
    ...(recipient.fields === undefined ? ['fields'] : []),
  ];
  if (missing.length > 0) {
    yield policyFinding(
      'processor-incomplete',
      place,
      [recipient.at],
      `A processor without ${missing.join(' and ')}.`,
    );
  }
  if (recipient.ownPurposes === true) {
    yield policyFinding(
      'processor-with-own-purposes',
      place,
      [recipient.at],
      'Who processes for purposes of its own is a controller.',
    );
  }
}

function isVague(recipient: RecipientInput): boolean {
  return (
    recipient.role !== 'processor' &&
    recipient.name === undefined &&
    recipient.purposes.length === 0
  );
}

function* emptyList(policy: PolicyInput, external: number): Iterable<Finding> {
  const announced = policy.recipientList;
  if (announced === undefined || announced.names.length > 0 || external === 0) return;
  yield policyFinding(
    'recipients-empty',
    'recipientList',
    [announced.at],
    `The text announces a list of recipients and leaves it empty; ${external} are declared.`,
  );
}

/** A purpose whose recipients the text limits, with another recipient registered for it. */
function* limitedPurposes(policy: PolicyInput): Iterable<Finding> {
  for (const [purposeName, purpose] of purposesOf(policy)) {
    const limit = purpose.recipientsLimitedTo;
    if (limit === undefined) continue;
    for (const [name, recipient] of externalRecipientsOf(policy)) {
      if (!recipient.purposes.includes(purposeName)) continue;
      if (limit !== 'internal' && limit.includes(name)) continue;
      yield policyFinding(
        'recipient-contradiction',
        `recipients.${name}`,
        [purpose.at, recipient.at],
        `The text keeps the data of ${purposeName} from this recipient, which is registered for it.`,
      );
    }
  }
}
