import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { RecipientInput } from '../declare/recipient-input.ts';
import { adequacyDecision, EU_COUNTRIES, isInEea } from '../vocabulary/index.ts';
import type { DenyReason } from './decision.ts';
import type { Question } from './question.ts';

/** Who may receive what: registered, for this purpose, these fields, under a contract, in a country that a mechanism covers. */
export function recipientRule(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  question: Question,
  now: number,
): DenyReason | undefined {
  if (question.recipient === undefined) return undefined;
  const recipients = catalogue.policy.recipients ?? {};
  const recipient = Object.hasOwn(recipients, question.recipient)
    ? recipients[question.recipient]
    : undefined;
  if (recipient === undefined) return 'recipient_unknown';
  if (isProhibited(catalogue, purpose, recipient)) return 'prohibited_by_policy';
  if (!recipient.purposes.includes(purpose.id)) return 'recipient_not_allowed';
  if (recipient.role === 'processor' && recipient.contractReference === undefined) {
    return 'recipient_not_allowed';
  }
  if (!receives(recipient, question.fields)) return 'recipient_not_allowed';
  return transferRule(catalogue, recipient, now);
}

function isProhibited(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  recipient: RecipientInput,
): boolean {
  const external = recipient.role !== 'internal';
  return (catalogue.policy.commitments ?? []).some(
    ({ promises }) =>
      (promises === 'no-external-advertising' && external && purpose.marketing) ||
      (promises === 'internal-recipients-only' && external),
  );
}

function receives(recipient: RecipientInput, fields: readonly string[] | undefined): boolean {
  if (recipient.fields === undefined || fields === undefined) return true;
  const declared = new Set(recipient.fields);
  return fields.every((field) => declared.has(field));
}

/** Chapter V: inside the EEA nothing more is needed; outside, a mechanism that is valid for the country today. */
function transferRule(
  catalogue: Catalogue,
  recipient: RecipientInput,
  now: number,
): DenyReason | undefined {
  const { country, transfer, role } = recipient;
  if (country === undefined) return role === 'internal' ? undefined : 'transfer_mechanism_missing';
  const promises = (catalogue.policy.commitments ?? []).map((it) => it.promises);
  if (promises.includes('no-transfer-outside-eu') && !EU_COUNTRIES.some((it) => it === country)) {
    return 'prohibited_by_policy';
  }
  if (isInEea(country)) return undefined;
  if (promises.includes('no-transfer-outside-eea')) return 'prohibited_by_policy';
  if (transfer === undefined || transfer.mechanism === 'privacy-shield') {
    return 'transfer_mechanism_missing';
  }
  if (transfer.mechanism === 'eu-gdpr:A45-3') {
    return isAdequate(country, transfer.certified === true, now)
      ? undefined
      : 'transfer_mechanism_missing';
  }
  if (transfer.mechanism.startsWith('eu-gdpr:A46')) {
    const referenced = transfer.reference !== undefined && transfer.impactAssessment === true;
    return referenced ? undefined : 'transfer_mechanism_missing';
  }
  return undefined;
}

function isAdequate(country: string, certified: boolean, now: number): boolean {
  const decision = adequacyDecision(country, new Date(now).toISOString().slice(0, 10));
  if (decision === undefined) return false;
  return decision.scope === 'country' || certified;
}
