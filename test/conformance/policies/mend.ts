import type { PolicyInput, PurposeInput, RecipientInput } from '../core.ts';

/** What a processor must have and no published text gives; tests add the fields that it receives. */
export const REGISTERED = {
  country: 'FR',
  fields: [],
  contractReference: 'Art. 28 contract',
} as const;

/** A clock for people who never became customers. */
export const PROSPECT = {
  startEvent: 'prospect.lastContact',
  duration: 'P3Y',
  action: 'erase',
  appliesTo: 'prospect',
} as const;

/** The purposes of a policy, each changed. */
export function eachPurpose(
  { purposes }: PolicyInput,
  mend: (purpose: PurposeInput, name: string) => PurposeInput,
): Readonly<Record<string, PurposeInput>> {
  return mapped(purposes, mend);
}

/** The recipients of a policy, each changed, without those that are named. */
export function eachRecipient(
  { recipients = {} }: PolicyInput,
  without: readonly string[],
  mend: (recipient: RecipientInput, name: string) => RecipientInput,
): Readonly<Record<string, RecipientInput>> {
  const kept = Object.entries(recipients).filter(([name]) => !without.includes(name));
  return mapped(Object.fromEntries(kept), mend);
}

function mapped<V>(
  record: Readonly<Record<string, V>>,
  change: (value: V, name: string) => V,
): Readonly<Record<string, V>> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}
