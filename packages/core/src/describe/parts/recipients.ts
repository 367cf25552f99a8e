import type { RecipientInput, RecipientRole } from '../../declare/recipient-input.ts';
import { isInEea } from '../../vocabulary/index.ts';
import type { Labelled } from './labelled.ts';
import { type Reading, read, type Text } from './reading.ts';
import { type Safeguard, safeguardOf } from './safeguard.ts';
import { categoriesOf, type LabelledCategory, type Use } from './uses.ts';

/** Who receives data: a named recipient, or a category of recipients (Art. 13(1)(e), 30(1)(d)). */
export interface Recipient {
  readonly id: string;
  readonly name?: string;
  readonly category: Text | null;
  readonly role: Labelled<RecipientRole>;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Outside the Union or the EEA, where the policy names no country. */
  readonly outside?: 'EU' | 'EEA';
  /** Ids of the purposes for which it receives data. */
  readonly purposes: readonly string[];
  /** Categories of the fields released to it, where the policy lists fields. */
  readonly categories: readonly LabelledCategory[];
  readonly transfer: Safeguard | null;
  readonly policyUrl?: string;
  readonly requiresConsent: boolean;
}

/** A recipient in a third country, or one whose transfer the policy covers (Art. 13(1)(f), 30(1)(e)). */
export interface Transfer {
  /** Id of the recipient. */
  readonly recipient: string;
  readonly name?: string;
  readonly category: Text | null;
  readonly country?: string;
  readonly outside?: 'EU' | 'EEA';
  readonly purposes: readonly string[];
  /** Null where the policy names none. */
  readonly safeguard: Safeguard | null;
}

/** The recipients of a policy, with those of their purposes that the document is about. */
export function recipientsOf(
  recipients: Readonly<Record<string, RecipientInput>> | undefined,
  purposes: { has(id: string): boolean },
  uses: readonly Use[],
  reading: Reading,
): readonly Recipient[] {
  return Object.entries(recipients ?? {})
    .filter(([, { purposes: all }]) => all.length === 0 || all.some((id) => purposes.has(id)))
    .map(([id, recipient]) => describe(id, recipient, purposes, uses, reading));
}

/** Those recipients to whom Chapter V applies. */
export function transfersTo(recipients: readonly Recipient[]): readonly Transfer[] {
  return recipients
    .filter(isAbroad)
    .map(({ id, name, category, country, outside, purposes, transfer }) => ({
      recipient: id,
      ...(name !== undefined && { name }),
      category,
      ...(country !== undefined && { country }),
      ...(outside !== undefined && { outside }),
      purposes,
      safeguard: transfer,
    }));
}

function isAbroad({ country, outside, transfer }: Recipient): boolean {
  return transfer !== null || outside !== undefined || (country !== undefined && !isInEea(country));
}

function describe(
  id: string,
  recipient: RecipientInput,
  purposes: { has(id: string): boolean },
  uses: readonly Use[],
  reading: Reading,
): Recipient {
  const { name, role, country, outside, fields = [], policyUrl, transfer } = recipient;
  const released = new Set(fields);
  return {
    id,
    ...(name !== undefined && { name }),
    category: read(recipient.category, reading),
    role: { id: role, label: reading.phrases.recipientRoles[role] },
    ...(country !== undefined && { country }),
    ...(outside !== undefined && { outside }),
    purposes: recipient.purposes.filter((purpose) => purposes.has(purpose)),
    categories: categoriesOf(
      uses.filter(({ path }) => released.has(path)).map(({ category }) => category),
      reading,
    ),
    transfer: transfer === undefined ? null : safeguardOf(transfer, reading),
    ...(policyUrl !== undefined && { policyUrl }),
    requiresConsent: recipient.requiresConsent === true,
  };
}
