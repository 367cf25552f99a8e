import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { RecipientInput } from '../declare/recipient-input.ts';
import {
  isSpecialCategory,
  type LegalBasisId,
  type SpecialCategoryBasisId,
} from '../vocabulary/index.ts';
import type { Question } from './question.ts';

/** What a question demands of the subject's state. */
export interface Demand {
  /** `consent`: a valid one; `soft-opt-in`: that, or a customer who was offered similar goods; `none`: nothing. */
  readonly consent: 'none' | 'given' | 'soft-opt-in';
  readonly explicit: boolean;
  /** An objection denies. */
  readonly objectable: boolean;
  /** A restriction denies: everything but storage and the exceptions of Art. 18(2). */
  readonly restrictable: boolean;
  /** A state that cannot be read denies. */
  readonly known: boolean;
}

/** Whether a legal basis is the given letter of Art. 6(1), or one of its children in DPV. */
function isBasis(
  basis: LegalBasisId | undefined,
  letter: 'a' | 'b' | 'c' | 'd' | 'e' | 'f',
): boolean {
  return basis?.startsWith(`eu-gdpr:A6-1-${letter}`) ?? false;
}

/** What a question demands, by its basis, its channel, its recipient and its categories. */
export function demandOf(
  purpose: CompiledPurpose | undefined,
  question: Question,
  byChannel: Demand['consent'],
  naming: Naming,
): Demand {
  const basis = purpose?.legalBasis;
  const always = isBasis(basis, 'a') || naming === 'always';
  const objectable = isBasis(basis, 'e') || isBasis(basis, 'f') || (purpose?.marketing ?? false);
  const explicit =
    purpose?.input.consent?.explicit === true ||
    conditionOf(purpose, question) === 'eu-gdpr:A9-2-a';
  const consent = always || explicit ? 'given' : byChannel;
  return {
    consent,
    explicit,
    objectable,
    restrictable: question.operation !== 'dpv:Store' && question.exception === undefined,
    known: consent !== 'none' || objectable,
  };
}

/** The condition of Art. 9(2) under which special categories are asked for; `undefined` where none are, or none is declared. */
function conditionOf(
  purpose: CompiledPurpose | undefined,
  question: Question,
): SpecialCategoryBasisId | undefined {
  const special = question.categories?.some((category) => isSpecialCategory(category)) ?? false;
  return special ? (question.specialCategoryBasis ?? purpose?.specialCategoryBasis) : undefined;
}

/** Whether a consent must name the recipient: never, where consent is the basis, or whatever the basis. */
export type Naming = 'no' | 'if-consent' | 'always';

/** Whether the recipient decides for itself, or the policy promises consent before any disclosure. */
export function mustNameRecipient(catalogue: Catalogue, question: Question): Naming {
  const recipient = recipientOf(catalogue, question);
  if (recipient === undefined || recipient.role === 'internal') return 'no';
  const promised = catalogue.policy.commitments?.some(
    (it) => it.promises === 'consent-for-any-disclosure',
  );
  if (recipient.requiresConsent === true || promised) return 'always';
  return recipient.role === 'processor' || recipient.role === 'authority' ? 'no' : 'if-consent';
}

function recipientOf(catalogue: Catalogue, question: Question): RecipientInput | undefined {
  const recipients = catalogue.policy.recipients ?? {};
  const { recipient } = question;
  return recipient !== undefined && Object.hasOwn(recipients, recipient)
    ? recipients[recipient]
    : undefined;
}
