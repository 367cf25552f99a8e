import type { Catalogue, CompiledPurpose } from '../../catalogue/catalogue.ts';
import { partyOf } from '../../rights/published-parties.ts';
import type { Language } from '../../vocabulary/index.ts';
import { effectiveFromOf } from '../parts/effective-from.ts';
import { partiesOf } from '../parts/parties.ts';
import { readingOf } from '../parts/reading.ts';
import { recipientsOf } from '../parts/recipients.ts';
import { storageOf } from '../parts/storage.ts';
import { usesIn } from '../parts/uses.ts';
import { type ActivitySurroundings, activityOf } from './activity.ts';
import type { ControllerActivity, ProcessorActivity, RegisterDocument } from './document.ts';
import { measuresOf } from './measures.ts';

/**
 * The record of processing activities of a policy and its models (Art. 30), in two parts: as controller, one activity
 * per purpose; as processor, one per tenant and purpose that it instructs. Whatever the policy leaves out is empty.
 * The language is the policy's own where none is asked for, else English.
 */
export function register(
  catalogue: Catalogue,
  options: { readonly language?: Language } = {},
): RegisterDocument {
  const { policy, purposes, version } = catalogue;
  const language = options.language ?? policy.language ?? 'en';
  const reading = readingOf(policy, language);
  const measures = measuresOf(policy.measures, reading);
  const surroundings = { policy, uses: usesIn(catalogue), measures, reading };
  const parties = partiesOf(policy);
  const { controller, representative, dataProtectionOfficer } = parties;
  return {
    type: 'dpv:ROPA',
    version,
    effectiveFrom: effectiveFromOf(catalogue),
    language,
    controller: { ...parties, activities: asController([...purposes.values()], surroundings) },
    processor: {
      processor: controller,
      representative,
      dataProtectionOfficer,
      activities: asProcessor(purposes, surroundings),
    },
    recipients: recipientsOf(policy.recipients, purposes, surroundings.uses, reading),
    storage: storageOf(policy),
    ...measures,
  };
}

function asController(
  purposes: readonly CompiledPurpose[],
  surroundings: ActivitySurroundings,
): readonly ControllerActivity[] {
  return purposes.flatMap((purpose) => {
    const { role } = purpose;
    return role === 'processor' ? [] : [{ ...activityOf(purpose, surroundings), role }];
  });
}

function asProcessor(
  purposes: ReadonlyMap<string, CompiledPurpose>,
  surroundings: ActivitySurroundings,
): readonly ProcessorActivity[] {
  const tenants = Object.entries(surroundings.policy.tenants ?? {});
  const instructed = tenants.flatMap(([tenant, { controller, contractReference, ...rest }]) =>
    rest.instructedPurposes
      .map((id) => purposes.get(id))
      .filter((purpose) => purpose !== undefined)
      .map((purpose) => ({
        tenant,
        controller: partyOf(controller),
        ...(contractReference !== undefined && { contractReference }),
        ...activityOf(purpose, surroundings),
      })),
  );
  const known = new Set(instructed.map(({ purpose }) => purpose));
  const uninstructed = [...purposes.values()]
    .filter(({ id, role }) => role === 'processor' && !known.has(id))
    .map((purpose) => ({ controller: null, ...activityOf(purpose, surroundings) }));
  return [...instructed, ...uninstructed];
}
