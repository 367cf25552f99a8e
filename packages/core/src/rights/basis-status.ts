import type { CompiledPurpose } from '../catalogue/catalogue.ts';
import type { ObjectionState, SubjectState } from '../decide/state.ts';
import type { BasisStatusId } from '../vocabulary/index.ts';
import { basesOf } from './purposes.ts';

/** How an objection to a purpose stands (Art. 21). */
export interface ObjectionStanding {
  readonly purpose: string;
  readonly recipient?: string;
  readonly channel?: string;
  readonly status: ObjectionState['status'];
  /** RFC 3339 UTC. */
  readonly since: string;
  readonly recordId: string;
}

/** Every objection to a purpose, narrower ones included. */
export function objectionsTo(
  state: SubjectState | undefined,
  purpose: string,
): readonly ObjectionStanding[] {
  return (state?.objections ?? []).filter((each) => each.purpose === purpose);
}

/** Where a basis other than consent stands; null where DPV has no word for it, as for a contract. */
export function basisStatusOf(
  purpose: CompiledPurpose,
  objections: readonly ObjectionStanding[],
): BasisStatusId | null {
  const objected = objections.some(({ status }) => status !== 'overridden');
  const [basis] = basesOf(purpose);
  if (basis === undefined) return null;
  switch (basis) {
    case 'eu-gdpr:A6-1-c':
      return 'dpv:LegalObligationOngoing';
    case 'eu-gdpr:A6-1-d':
      return 'dpv:VitalInterestOngoing';
    case 'eu-gdpr:A6-1-e':
      return objected ? 'dpv:PublicInterestObjected' : 'dpv:PublicInterestOngoing';
    case 'eu-gdpr:A6-1-f':
      return objected ? 'dpv:LegitimateInterestObjected' : 'dpv:LegitimateInterestNotObjected';
    case 'eu-gdpr:A6-1-a':
    case 'eu-gdpr:A6-1-b':
      return null;
  }
}
