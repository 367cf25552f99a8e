import type { PolicyInput } from '../../declare/policy-input.ts';
import { type PublishedParty, partyOf } from '../../rights/published-parties.ts';

/** Everybody who answers for the processing (Art. 13(1)(a)-(b), 30(1)(a)). Null or empty where the policy names nobody. */
export interface Parties {
  readonly controller: PublishedParty | null;
  readonly jointControllers: readonly PublishedParty[];
  readonly representative: PublishedParty | null;
  readonly dataProtectionOfficer: PublishedParty | null;
  readonly dataProtectionContact: PublishedParty | null;
}

/** The parties that a policy names. */
export function partiesOf(policy: PolicyInput): Parties {
  return {
    controller: partyOf(policy.controller),
    jointControllers: (policy.jointControllers ?? [])
      .map(partyOf)
      .filter((party) => party !== null),
    representative: partyOf(policy.representative),
    dataProtectionOfficer: partyOf(policy.dataProtectionOfficer),
    dataProtectionContact: partyOf(policy.dataProtectionContact),
  };
}
