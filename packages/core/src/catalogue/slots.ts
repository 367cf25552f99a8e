import type { PolicyInput } from '../declare/policy-input.ts';
import type { Catalogue, CompiledPurpose } from './catalogue.ts';

/**
 * Positions in the bits of a subject's state: one per purpose; then one per purpose and recipient that the policy
 * registers for it; then one per purpose and channel, where a purpose has more than one.
 */
export function layOutSlots(
  policy: PolicyInput,
  purposes: ReadonlyMap<string, CompiledPurpose>,
): Pick<Catalogue, 'slots' | 'slotOf'> {
  let slots = purposes.size;
  const byRecipient = new Map<string, Map<string, number>>();
  for (const [recipient, input] of Object.entries(policy.recipients ?? {})) {
    for (const purpose of new Set(input.purposes)) {
      if (purposes.has(purpose)) entriesOf(byRecipient, purpose).set(recipient, slots++);
    }
  }
  const byChannel = new Map<string, Map<string, number>>();
  for (const { id, channels } of purposes.values()) {
    const several = new Set(channels);
    if (several.size < 2) continue;
    for (const channel of several) entriesOf(byChannel, id).set(channel, slots++);
  }
  return {
    slots,
    slotOf: (purpose, by) =>
      'recipient' in by
        ? byRecipient.get(purpose)?.get(by.recipient)
        : byChannel.get(purpose)?.get(by.channel),
  };
}

function entriesOf(all: Map<string, Map<string, number>>, purpose: string): Map<string, number> {
  const known = all.get(purpose);
  if (known !== undefined) return known;
  const created = new Map<string, number>();
  all.set(purpose, created);
  return created;
}
