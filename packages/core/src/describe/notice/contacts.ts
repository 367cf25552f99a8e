import type { Party, PolicyInput } from '../../declare/policy-input.ts';
import type { RightAlias } from '../../vocabulary/index.ts';

/** A resource of the rights endpoint at which rights are exercised. */
export type RightsEndpoint = 'consents' | 'export' | 'requests';

const PATHS = {
  access: ['export', '/export?scope=access'],
  portability: ['export', '/export?scope=portability'],
  withdrawConsent: ['consents', '/consents'],
  rectification: ['requests', '/requests'],
  erasure: ['requests', '/requests'],
  restriction: ['requests', '/requests'],
  objection: ['requests', '/requests'],
  automatedDecision: ['requests', '/requests'],
  postMortem: ['requests', '/requests'],
} as const satisfies Record<RightAlias, readonly [RightsEndpoint, string]>;

/** Where a right is exercised (Art. 12(2)): our endpoint first, then the addresses of the policy. */
export type Contacts = (right: RightAlias) => readonly string[];

/**
 * The addresses at which rights are exercised. A policy that names none for rights is read as meaning its data
 * protection officer (Art. 38(4)), else its privacy contact, else the controller itself.
 */
export function contactsOf(
  policy: PolicyInput,
  baseUrl: string | undefined,
  endpoints: readonly RightsEndpoint[] = ['consents', 'export'],
): Contacts {
  const base = baseUrl?.replace(/\/+$/, '');
  const addresses = addressesOf(policy);
  return (right) => {
    const [endpoint, path] = PATHS[right];
    return base !== undefined && endpoints.includes(endpoint)
      ? [base + path, ...addresses]
      : addresses;
  };
}

function addressesOf(policy: PolicyInput): readonly string[] {
  const { email, address, url } = policy.rightsContact ?? {};
  const candidates = [
    stated([email, address, url]),
    reachable(policy.dataProtectionOfficer),
    reachable(policy.dataProtectionContact),
    reachable(policy.controller),
  ];
  return candidates.find((each) => each.length > 0) ?? [];
}

function reachable(party: Partial<Party> | undefined): readonly string[] {
  return stated([party?.contact, party?.address]);
}

function stated(addresses: readonly (string | undefined)[]): readonly string[] {
  return addresses.filter((each) => each !== undefined);
}
