import type { CommitmentInput, PolicyInput } from '../../declare/policy-input.ts';
import type { RecipientInput } from '../../declare/recipient-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import {
  commitmentsOf,
  cookiesOf,
  externalRecipientsOf,
  isMarketing,
  isPurpose,
  purposeOf,
  purposesOf,
} from './read-policy.ts';

/** What the text promises of sale, advertising and recipients, held against the rest of it. */
export function* promiseRules(policy: PolicyInput): Iterable<Finding> {
  for (const promise of commitmentsOf(policy, 'no-sale')) yield* noSale(policy, promise);
  for (const promise of commitmentsOf(policy, 'no-advertising')) {
    yield* noAdvertising(policy, promise);
  }
  for (const promise of commitmentsOf(policy, 'no-tracking-cookies')) {
    yield* noTracking(policy, promise);
  }
  for (const promise of commitmentsOf(policy, 'internal-recipients-only')) {
    yield* noOutsiders(policy, promise);
  }
  for (const [name, recipient] of externalRecipientsOf(policy)) {
    yield* recipientPromises(policy, `recipients.${name}`, recipient);
  }
}

function* noSale(policy: PolicyInput, promise: CommitmentInput): Iterable<Finding> {
  for (const [name, purpose] of purposesOf(policy)) {
    if (!isPurpose(purpose, 'dpv:SellDataToThirdParties')) continue;
    yield prohibited(
      `purposes.${name}`,
      promise,
      purpose.at,
      'The text promises not to sell data.',
    );
  }
  for (const [name, recipient] of externalRecipientsOf(policy)) {
    if (recipient.activity !== 'data-trade') continue;
    yield prohibited(
      `recipients.${name}`,
      promise,
      recipient.at,
      'The text promises not to sell or rent data.',
    );
  }
}

function* noAdvertising(policy: PolicyInput, promise: CommitmentInput): Iterable<Finding> {
  for (const [name, purpose] of purposesOf(policy)) {
    if (!isPurpose(purpose, 'dpv:Advertising')) continue;
    yield prohibited(`purposes.${name}`, promise, purpose.at, 'The text promises no advertising.');
  }
  for (const [name, cookie] of cookiesOf(policy)) {
    if (cookie.category !== 'advertising') continue;
    yield prohibited(`cookies.${name}`, promise, cookie.at, 'The text promises no advertising.');
  }
}

/** A cookie that follows people, beside the promise of none. */
function* noTracking(policy: PolicyInput, promise: CommitmentInput): Iterable<Finding> {
  for (const [name, cookie] of cookiesOf(policy)) {
    if (cookie.category === 'strictly-necessary' || cookie.category === 'functional') continue;
    yield policyFinding(
      'statement-contradiction',
      `cookies.${name}`,
      [promise.at, cookie.at],
      `The text promises no cookies that gather information, and sets one of the category ${cookie.category}.`,
    );
  }
}

/** Whoever is outside, as a recipient or in a role, beside the promise that nobody outside has access. */
function* noOutsiders(policy: PolicyInput, promise: CommitmentInput): Iterable<Finding> {
  const roles = Object.entries(policy.roles ?? {}).filter(([, { external }]) => external === true);
  const outside = [
    ...externalRecipientsOf(policy).map(([name, { at }]) => ({ place: `recipients.${name}`, at })),
    ...roles.map(([name, { at }]) => ({ place: `roles.${name}`, at })),
  ];
  for (const { place, at } of outside) {
    const message = 'The text says that nobody outside has access.';
    yield policyFinding('recipient-contradiction', place, [promise.at, at], message);
  }
}

function* recipientPromises(
  policy: PolicyInput,
  place: string,
  recipient: RecipientInput,
): Iterable<Finding> {
  const marketed = recipient.purposes.some((each) => {
    const purpose = purposeOf(policy, each);
    return purpose !== undefined && isMarketing(purpose);
  });
  if (marketed || recipient.activity === 'advertising') {
    for (const promise of commitmentsOf(policy, 'no-external-advertising')) {
      yield prohibited(
        place,
        promise,
        recipient.at,
        'The text promises no disclosure for advertising.',
      );
    }
  }
  for (const promise of commitmentsOf(policy, 'consent-for-any-disclosure')) {
    if (!isThirdParty(recipient) || recipient.requiresConsent === true) continue;
    const message =
      'The text promises consent before any disclosure; this one does not ask for it.';
    yield policyFinding('recipient-contradiction', place, [promise.at, recipient.at], message);
  }
  for (const promise of commitmentsOf(policy, 'recipients-for-service-only')) {
    const allowed = promise.purposes ?? [];
    const other = recipient.purposes.filter((each) => !allowed.includes(each));
    if (other.length === 0 || recipient.role === 'authority') continue;
    const message = `The text shares data for the service alone, and this recipient also gets them for ${other.join(', ')}.`;
    yield policyFinding('recipient-contradiction', place, [promise.at, recipient.at], message);
  }
}

function isThirdParty(recipient: RecipientInput): boolean {
  return recipient.role === 'third-party' || recipient.role === 'controller';
}

function prohibited(
  place: string,
  promise: CommitmentInput,
  at: string | undefined,
  message: string,
): Finding {
  return policyFinding('prohibited-by-policy', place, [promise.at, at], message);
}
