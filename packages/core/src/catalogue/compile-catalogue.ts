import { definePolicy, isPolicy } from '../declare/define-policy.ts';
import { isInstant, parseInstant } from '../declare/instant.ts';
import type { ModelRef } from '../declare/model.ts';
import type { PolicyInput } from '../declare/policy-input.ts';
import type { Catalogue, CompiledModel } from './catalogue.ts';
import { checkModels, checkRecipients } from './check-models.ts';
import { checkPolicy } from './check-policy/check-policy.ts';
import { compileModels } from './compile-models.ts';
import { compilePurposes } from './compile-purposes.ts';
import type { Finding } from './finding.ts';
import { reportTo } from './model-finding.ts';
import { layOutSlots } from './slots.ts';
import { versionOrder } from './versions.ts';

/** What a catalogue is compiled from. */
export interface CatalogueInput {
  readonly policy: PolicyInput;
  /** Models of the application; those that they nest need not be listed. */
  readonly models: readonly ModelRef[];
  /** Earlier versions, oldest first, or the one before alone: purposes that the last of them lacks are new (Art. 13(3)). */
  readonly previous?: PolicyInput | readonly PolicyInput[];
  /** Later versions already written: models may name their purposes, which this version does not permit yet. */
  readonly later?: readonly PolicyInput[];
}

/**
 * Compiles one version of a policy with the models declared for it: inheritance and nesting resolved, everything
 * frozen, all findings at once. Never throws for what is declared wrongly: see `assertNoErrors`.
 */
export function compileCatalogue({
  policy: input,
  models,
  previous = [],
  later = [],
}: CatalogueInput): Catalogue {
  const ofModels: Finding[] = [];
  const report = reportTo(ofModels);
  const policy = isPolicy(input) ? input : definePolicy(input);
  const earlier = [previous].flat();
  const before = earlier.at(-1);
  const purposes = compilePurposes(policy, before, report);
  const ofOtherVersions = new Set([...earlier, ...later].flatMap((it) => Object.keys(it.purposes)));
  const compiled = compileModels(models, { policy, purposes, ofOtherVersions, report });
  const all = [...compiled.values()];
  checkModels(all, purposes, report);
  checkRecipients(all, policy, report);
  return Object.freeze({
    policy,
    version: policy.version,
    // A version whose date cannot be read never comes into force.
    effectiveFrom: isInstant(policy.effectiveFrom) ? parseInstant(policy.effectiveFrom) : Infinity,
    purposes,
    models: compiled,
    findings: Object.freeze([...findingsOfPolicy(policy, before, all), ...ofModels]),
    compareVersions: versionOrder([...earlier, policy].map(({ version }) => version)),
    ...layOutSlots(policy, purposes),
  });
}

function findingsOfPolicy(
  policy: PolicyInput,
  previous: PolicyInput | undefined,
  models: readonly CompiledModel[],
): readonly Finding[] {
  const found = checkPolicy(policy, {
    ...(previous === undefined ? {} : { previous }),
    // Without any model, a text is being loaded before its application: nothing to hold it against.
    ...(models.length === 0 ? {} : { models }),
  });
  return found.map((each) => Object.freeze({ ...each, at: Object.freeze([...each.at]) }));
}
