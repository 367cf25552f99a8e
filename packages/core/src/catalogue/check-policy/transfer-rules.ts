import type { PolicyInput } from '../../declare/policy-input.ts';
import type { RecipientInput, TransferInput } from '../../declare/recipient-input.ts';
import {
  type AdequacyDecision,
  adequacyDecision,
  EU_COUNTRIES,
  invalidatedMechanism,
  isInEea,
} from '../../vocabulary/index.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { commitmentsOf, externalRecipientsOf } from './read-policy.ts';
import type { RuleContext } from './rule.ts';

/** Transfers to third countries: never against a promise, never without a mechanism that holds today (Chapter V). */
export function* transferRules(policy: PolicyInput, context: RuleContext): Iterable<Finding> {
  for (const [name, recipient] of externalRecipientsOf(policy)) {
    const place = `recipients.${name}`;
    yield* promisedRegion(policy, place, recipient);
    yield* mechanismOf(place, recipient, context);
  }
  for (const [index, safeguard] of (policy.safeguards ?? []).entries()) {
    yield* annulled(`safeguards.${index}`, safeguard, [safeguard.at], context);
  }
  yield* storage(policy);
}

function* promisedRegion(
  policy: PolicyInput,
  place: string,
  recipient: RecipientInput,
): Iterable<Finding> {
  const broken = [
    ...(isOutside(recipient, 'EU') ? commitmentsOf(policy, 'no-transfer-outside-eu') : []),
    ...(isOutside(recipient, 'EEA') ? commitmentsOf(policy, 'no-transfer-outside-eea') : []),
    ...(isOutside(recipient, 'EEA') && recipient.activity === 'advertising'
      ? commitmentsOf(policy, 'no-advertising')
      : []),
  ];
  for (const promise of broken) {
    yield policyFinding(
      'transfer-contradiction',
      place,
      [promise.at, recipient.at],
      `The text promises otherwise (${promise.promises}), and this recipient is ${whereIs(recipient)}.`,
    );
  }
}

function* mechanismOf(
  place: string,
  recipient: RecipientInput,
  context: RuleContext,
): Iterable<Finding> {
  const { country, transfer } = recipient;
  const at = [transfer?.at ?? recipient.at];
  if (country !== undefined && isInEea(country)) return;
  if (country === undefined) {
    const message = 'The text names no country: whether a transfer takes place cannot be told.';
    yield policyFinding('transfer-mechanism-missing', place, [recipient.at], message);
  } else if (transfer === undefined) {
    const message = `A transfer to ${country} without a mechanism of Chapter V.`;
    yield policyFinding('transfer-mechanism-missing', place, at, message);
  }
  if (transfer === undefined) return;
  yield* annulled(place, transfer, at, context);
  if (transfer.mechanism.startsWith('eu-gdpr:A46')) {
    const missing = [
      ...(transfer.reference === undefined ? ['the reference of its safeguards'] : []),
      ...(transfer.impactAssessment === true ? [] : ['an assessment of its impact']),
    ];
    if (missing.length > 0) {
      const message = `A transfer without ${missing.join(' and without ')}.`;
      yield policyFinding('transfer-mechanism-missing', place, at, message);
    }
  }
  if (country === undefined || transfer.mechanism !== 'eu-gdpr:A45-3') return;
  if (!covers(adequacyDecision(country, context.on), transfer)) {
    const message = `No adequacy decision covers this recipient in ${country} on ${context.on}.`;
    yield policyFinding('transfer-mechanism-invalid', place, at, message);
  }
}

function covers(decision: AdequacyDecision | undefined, transfer: TransferInput): boolean {
  if (decision === undefined) return false;
  return decision.scope !== 'certified-recipients' || transfer.certified === true;
}

function* annulled(
  place: string,
  transfer: TransferInput,
  at: readonly (string | undefined)[],
  { on }: RuleContext,
): Iterable<Finding> {
  const rule = invalidatedMechanism(transfer.mechanism, on);
  if (rule === undefined) return;
  yield policyFinding(
    'transfer-mechanism-invalid',
    place,
    at,
    `${rule.mechanism} is invalid since ${rule.invalidSince} (${rule.annulledBy}); the EU–US Data Privacy Framework needs the recipient's own certification.`,
  );
}

function* storage(policy: PolicyInput): Iterable<Finding> {
  for (const promise of commitmentsOf(policy, 'hosting-in')) {
    for (const [name, { country, at }] of Object.entries(policy.storage ?? {})) {
      const kept =
        promise.country === undefined
          ? !isOutside({ country }, promise.region ?? 'EU')
          : country === promise.country;
      if (kept) continue;
      yield policyFinding(
        'storage-location',
        `storage.${name}`,
        [promise.at, at],
        `The text promises hosting in ${promise.country ?? promise.region ?? 'EU'}; this store is in ${country}.`,
      );
    }
  }
}

function whereIs({ country, outside = 'EEA' }: RecipientInput): string {
  return country === undefined ? `outside the ${outside}` : `in ${country}`;
}

/** Whether the text places a recipient outside; one of unknown place is not taken to be. */
function isOutside(
  recipient: Pick<RecipientInput, 'country' | 'outside'>,
  region: 'EU' | 'EEA',
): boolean {
  const { country, outside } = recipient;
  if (country === undefined) return outside === 'EEA' || (outside === 'EU' && region === 'EU');
  return region === 'EU' ? !EU_COUNTRIES.some((each) => each === country) : !isInEea(country);
}
