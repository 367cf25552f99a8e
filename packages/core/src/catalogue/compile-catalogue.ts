import { definePolicy, isPolicy } from '../declare/define-policy.ts';
import { isInstant, parseInstant } from '../declare/instant.ts';
import type { ModelRef } from '../declare/model.ts';
import type { PolicyInput } from '../declare/policy-input.ts';
import type { Catalogue } from './catalogue.ts';
import { checkModels, checkRecipients } from './check-models.ts';
import { compileModels } from './compile-models.ts';
import { compilePurposes } from './compile-purposes.ts';
import type { Finding } from './finding.ts';
import { reportTo } from './model-finding.ts';
import { layOutSlots } from './slots.ts';

/** What a catalogue is compiled from. */
export interface CatalogueInput {
  readonly policy: PolicyInput;
  /** Models of the application; those that they nest need not be listed. */
  readonly models: readonly ModelRef[];
  /** The version before: purposes that it lacks are new (Art. 13(3)). */
  readonly previous?: PolicyInput;
}

/**
 * Compiles one version of a policy with the models declared for it: inheritance and nesting resolved, everything
 * frozen, all findings at once. Never throws for what is declared wrongly: see `assertNoErrors`.
 */
export function compileCatalogue({ policy: input, models, previous }: CatalogueInput): Catalogue {
  const findings: Finding[] = [];
  const report = reportTo(findings);
  const policy = isPolicy(input) ? input : definePolicy(input);
  const purposes = compilePurposes(policy, previous);
  const compiled = compileModels(models, { policy, purposes, report });
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
    findings: Object.freeze(findings),
    ...layOutSlots(policy, purposes),
  });
}
