import type { Catalogue, CompiledModel } from '../../catalogue/catalogue.ts';
import type {
  RecipientInput,
  RecipientRole,
  TransferInput,
} from '../../declare/recipient-input.ts';
import { isInEea, type Language } from '../../vocabulary/index.ts';
import { wordsIn } from '../published-parties.ts';

/** Who receives data: by name where the policy names it (Art. 15(1)(c)). */
export interface ExportedRecipient {
  readonly recipient: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly role: RecipientRole;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly outside: 'EU' | 'EEA' | null;
  readonly purposes: readonly string[];
  /** Paths of the fields released; null where the policy does not limit them. */
  readonly fields: readonly string[] | null;
  readonly policyUrl: string | null;
  /** What a transfer rests on (Art. 15(2)); null where none is named. */
  readonly safeguard: ExportedSafeguard | null;
}

/** The safeguard of a transfer to a third country (Art. 46). */
interface ExportedSafeguard {
  readonly mechanism: TransferInput['mechanism'];
  readonly reference: string | null;
  /** Where a copy of it can be had. */
  readonly copyAt: string | null;
}

/** A recipient in a third country. */
export type ExportedTransfer = Pick<
  ExportedRecipient,
  'recipient' | 'name' | 'country' | 'outside' | 'safeguard'
>;

/**
 * Recipients for the purposes named. One that must not be told (CMF L561-18), or that only serves purposes whose access
 * goes through the authority, is never listed, for anybody.
 */
export function recipientsOf(
  { policy, models }: Catalogue,
  purposes: ReadonlySet<string>,
  language: Language,
): readonly ExportedRecipient[] {
  const serving = fieldsServing([...models.values()], purposes);
  return Object.entries(policy.recipients ?? {})
    .filter(([, { secret }]) => secret !== true)
    .map(([id, recipient]) => describe(id, recipient, purposes, serving, language))
    .filter((recipient) => recipient.purposes.length > 0);
}

/** Those recipients to whom Chapter V applies. */
export function transfersOf(recipients: readonly ExportedRecipient[]): readonly ExportedTransfer[] {
  return recipients
    .filter(
      ({ country, outside, safeguard }) =>
        safeguard !== null || outside !== null || (country !== null && !isInEea(country)),
    )
    .map(({ recipient, name, country, outside, safeguard }) => ({
      recipient,
      name,
      country,
      outside,
      safeguard,
    }));
}

function describe(
  id: string,
  recipient: RecipientInput,
  purposes: ReadonlySet<string>,
  serving: ReadonlySet<string>,
  language: Language,
): ExportedRecipient {
  const { name, category, role, country, outside, fields, policyUrl, transfer } = recipient;
  return {
    recipient: id,
    name: name ?? null,
    category: wordsIn(language, category),
    role,
    country: country ?? null,
    outside: outside ?? null,
    purposes: recipient.purposes.filter((purpose) => purposes.has(purpose)),
    fields: fields?.filter((path) => serving.has(path)) ?? null,
    policyUrl: policyUrl ?? null,
    safeguard:
      transfer === undefined
        ? null
        : {
            mechanism: transfer.mechanism,
            reference: transfer.reference ?? null,
            copyAt: transfer.copyAt ?? null,
          },
  };
}

/** Fields that serve one of the purposes: the names of others could tell of a hidden purpose. */
function fieldsServing(
  models: readonly CompiledModel[],
  purposes: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(
    models.flatMap(({ fields }) =>
      fields
        .filter(({ uses }) => uses.some(({ purpose }) => purposes.has(purpose)))
        .map(({ path }) => path),
    ),
  );
}
