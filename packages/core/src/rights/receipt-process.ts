import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { RetentionInput } from '../declare/policy-input.ts';
import type { RecipientInput } from '../declare/recipient-input.ts';
import {
  type CategoryId,
  type LegalBasisId,
  type PurposeTermId,
  type RightId,
  rightApplies,
  termsOf,
} from '../vocabulary/index.ts';
import { authorityOf, type PublishedAuthority, wordsIn } from './published-parties.ts';
import { usesFor } from './purposes.ts';

/** What was consented to: one purpose with its data, recipients, storage and rights. */
export interface ReceiptProcess {
  readonly '@type': 'dpv:Process';
  readonly 'dpv:hasPurpose': {
    readonly '@type': PurposeTermId | 'dpv:Purpose';
    readonly 'dct:identifier': string;
    readonly 'dct:description'?: string;
  };
  readonly 'dpv:hasLegalBasis': LegalBasisId | null;
  readonly 'dpv:hasPersonalData': readonly CategoryId[];
  readonly 'dpv:hasRecipient': readonly ReceiptRecipient[];
  readonly 'dpv:hasStorageCondition': readonly ReceiptStorage[];
  readonly 'dpv:hasRight': readonly RightId[];
  readonly 'dpv:hasConsentControl': readonly {
    readonly '@type': 'dpv:WithdrawConsent';
    readonly 'dpv:isExercisedAt': string;
  }[];
  readonly 'dpv:hasAuthority'?: PublishedAuthority;
}

/** Who receives the data. */
interface ReceiptRecipient {
  readonly '@type': 'dpv:Recipient' | 'dpv:DataProcessor' | 'dpv:ThirdParty';
  readonly 'dct:identifier': string;
  readonly 'dpv:hasName'?: string;
  /** `loc:FR`. */
  readonly 'dpv:hasLocation'?: string;
}

/** For how long, and where, data are kept. */
type ReceiptStorage =
  | {
      readonly '@type': 'dpv:StorageDuration';
      readonly 'dpv:hasDuration': string | null;
      readonly 'x:startEvent'?: string;
      readonly 'x:criterion'?: string;
    }
  | { readonly '@type': 'dpv:StorageLocation'; readonly 'dpv:hasLocation': string };

/** The processing that a consent to a purpose is about; `base` is where the rights endpoint is mounted. */
export function processOf(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  base: string,
): ReceiptProcess {
  const { policy } = catalogue;
  const { id, input, legalBasis, term } = purpose;
  const description = wordsIn(policy.language ?? 'en', input.describe);
  const declared = usesFor(catalogue, id).map(({ category }) => category);
  const authority = authorityOf(policy);
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': {
      '@type': term ?? 'dpv:Purpose',
      'dct:identifier': id,
      ...(description !== null && { 'dct:description': description }),
    },
    'dpv:hasLegalBasis': legalBasis ?? null,
    'dpv:hasPersonalData': [...new Set([...declared, ...(input.categories ?? [])])],
    'dpv:hasRecipient': Object.entries(policy.recipients ?? {})
      .filter(([, recipient]) => recipient.purposes.includes(id) && recipient.secret !== true)
      .map(([key, recipient]) => recipientOf(key, recipient)),
    'dpv:hasStorageCondition': [
      ...[input.retention ?? []].flat().map((rule) => durationOf(rule, policy.language ?? 'en')),
      ...Object.values(policy.storage ?? {}).map(({ country }) => ({
        '@type': 'dpv:StorageLocation' as const,
        'dpv:hasLocation': `loc:${country}`,
      })),
    ],
    'dpv:hasRight': rightsOn(legalBasis),
    'dpv:hasConsentControl': [
      {
        '@type': 'dpv:WithdrawConsent',
        'dpv:isExercisedAt': `${base}/consents/${encodeURIComponent(id)}`,
      },
    ],
    ...(authority !== null && { 'dpv:hasAuthority': authority }),
  };
}

function recipientOf(id: string, { name, role, country }: RecipientInput): ReceiptRecipient {
  return {
    '@type':
      role === 'processor'
        ? 'dpv:DataProcessor'
        : role === 'third-party'
          ? 'dpv:ThirdParty'
          : 'dpv:Recipient',
    'dct:identifier': id,
    ...(name !== undefined && { 'dpv:hasName': name }),
    ...(country !== undefined && { 'dpv:hasLocation': `loc:${country}` }),
  };
}

function durationOf(
  { duration, startEvent, criterion }: RetentionInput,
  language: 'en' | 'fr',
): ReceiptStorage {
  const words = wordsIn(language, criterion);
  return {
    '@type': 'dpv:StorageDuration',
    'dpv:hasDuration': duration ?? null,
    ...(startEvent !== undefined && { 'x:startEvent': startEvent }),
    ...(words !== null && { 'x:criterion': words }),
  };
}

function rightsOn(basis: LegalBasisId | undefined): readonly RightId[] {
  return basis === undefined ? [] : termsOf('right').filter((right) => rightApplies(right, basis));
}
