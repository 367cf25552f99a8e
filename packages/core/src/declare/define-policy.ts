import { type Declarators, declarators } from './declarators.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { PolicyInput } from './policy-input.ts';

/** A policy that can no longer change, and what declares models for it. */
export type Policy<P extends string = string> = PolicyInput<P> & {
  /** Decorators and `defineModel`, typed to the purposes of this policy. */
  declare(): Declarators<P>;
};

/**
 * Takes one version of a privacy policy, whole, as a deep frozen copy. Nothing is judged here: a contradictory
 * text can be written down, and the catalogue finds what is wrong with it.
 *
 * @example
 * const policy = definePolicy({
 *   version: '1',
 *   effectiveFrom: '2026-09-01',
 *   controller: { name: 'Acme', contact: 'mailto:privacy@acme.example' },
 *   purposes: { order: { is: 'dpv:CustomerOrderManagement', legalBasis: 'contract' } },
 * });
 */
export function definePolicy<const P extends string>(input: PolicyInput<P>): Policy<P> {
  const copy = { ...frozenCopy(input, 'policy'), declare: () => declarators<P>() };
  // Not enumerable: a policy serialises to what the text says, and spreads into its next version.
  Object.defineProperty(copy, 'declare', { enumerable: false });
  return Object.freeze(copy);
}

/** Whether `definePolicy`, of this or another copy of core, has made it: it cannot change. */
export function isPolicy(input: PolicyInput): input is Policy {
  return 'declare' in input && typeof input.declare === 'function' && Object.isFrozen(input);
}
