import type { PolicyInput } from '../core.ts';

/** A policy whose text sets no term for a consent, with the term that the application sets for it. */
export function withExpiry(policy: PolicyInput, purpose: string, duration = 'P13M'): PolicyInput {
  const { [purpose]: input, ...others } = policy.purposes;
  if (input === undefined) throw new Error(`The policy has no purpose ${purpose}`);
  const expiring = { ...input, consent: { ...input.consent, duration } };
  return { ...policy, purposes: { ...others, [purpose]: expiring } };
}
