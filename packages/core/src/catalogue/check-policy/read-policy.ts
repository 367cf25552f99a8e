import type {
  Channel,
  CommitmentInput,
  CookieInput,
  PolicyInput,
  PurposeInput,
  RetentionInput,
} from '../../declare/policy-input.ts';
import type { RecipientInput } from '../../declare/recipient-input.ts';
import {
  isA,
  type LegalBasisId,
  type MainLegalBasisId,
  mainLegalBasis,
  type PurposeTermId,
  resolve,
} from '../../vocabulary/index.ts';

/** Purposes by name. */
export function purposesOf(policy: PolicyInput): readonly (readonly [string, PurposeInput])[] {
  return Object.entries(policy.purposes);
}

/** The purpose of this name, if the policy declares one. */
export function purposeOf(policy: PolicyInput, name: string): PurposeInput | undefined {
  return Object.hasOwn(policy.purposes, name) ? policy.purposes[name] : undefined;
}

/** Recipients by name. */
export function recipientsOf(policy: PolicyInput): readonly (readonly [string, RecipientInput])[] {
  return Object.entries(policy.recipients ?? {});
}

/** Recipients outside the organisation, by name. */
export function externalRecipientsOf(
  policy: PolicyInput,
): readonly (readonly [string, RecipientInput])[] {
  return recipientsOf(policy).filter(([, { role }]) => role !== 'internal');
}

/** Cookies by name. */
export function cookiesOf(policy: PolicyInput): readonly (readonly [string, CookieInput])[] {
  return Object.entries(policy.cookies ?? {});
}

/** The commitments of these kinds, in the order of the text. */
export function commitmentsOf(
  policy: PolicyInput,
  ...kinds: readonly CommitmentInput['promises'][]
): readonly CommitmentInput[] {
  return (policy.commitments ?? []).filter(({ promises }) => kinds.includes(promises));
}

/** Whether a commitment speaks of this purpose. */
export function concerns(commitment: CommitmentInput, purpose: string): boolean {
  return commitment.purposes === undefined || commitment.purposes.includes(purpose);
}

/** The legal bases that a purpose states, each once. */
export function basesOf(purpose: PurposeInput | undefined): readonly LegalBasisId[] {
  const stated = list(purpose?.legalBasis).map((each) => resolve(each, 'legal-basis'));
  return [...new Set(stated)].filter((each) => each !== undefined);
}

/** Whether one of the bases that the purpose states is this one of Art. 6(1). */
export function restsOn(purpose: PurposeInput | undefined, basis: MainLegalBasisId): boolean {
  return basesOf(purpose).some((each) => mainLegalBasis(each) === basis);
}

/** Whether the purpose rests on consent and on nothing else. */
export function restsOnConsentAlone(purpose: PurposeInput | undefined): boolean {
  const bases = basesOf(purpose);
  return bases.length > 0 && bases.every((each) => mainLegalBasis(each) === 'eu-gdpr:A6-1-a');
}

/** Where the text speaks of a purpose and of its bases. */
export function placesOf(purpose: PurposeInput | undefined): readonly (string | undefined)[] {
  return [purpose?.at, ...basisPlacesOf(purpose)];
}

/** Where the text states the bases of a purpose. */
export function basisPlacesOf(purpose: PurposeInput | undefined): readonly (string | undefined)[] {
  return purpose?.legalBasisAt ?? [purpose?.at];
}

/** Retention rules of a purpose. */
export function retentionsOf(purpose: PurposeInput): readonly RetentionInput[] {
  return list(purpose.retention);
}

/** Channels by which a purpose reaches people. */
export function channelsOf(purpose: PurposeInput): readonly Channel[] {
  return list(purpose.channel);
}

/** Whether a purpose is, or is a kind of, this DPV purpose. */
export function isPurpose(purpose: PurposeInput | undefined, term: PurposeTermId): boolean {
  return purpose?.is !== undefined && isA(purpose.is, term);
}

/** Whether a purpose is marketing: as declared, otherwise by its DPV term. */
export function isMarketing(purpose: PurposeInput): boolean {
  return purpose.message === undefined
    ? isPurpose(purpose, 'dpv:Marketing')
    : purpose.message === 'marketing';
}

/** One or several, as several. */
export function list<T extends string | object>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
