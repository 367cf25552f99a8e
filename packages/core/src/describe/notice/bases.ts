import type { Catalogue, CompiledPurpose } from '../../catalogue/catalogue.ts';
import { statedLegalBases } from '../../catalogue/compile-purposes.ts';
import { isObjectable } from '../../rights/objection.ts';
import { needsExplicitConsent, restsOnConsent } from '../../rights/purposes.ts';
import { type LegalBasisId, type RightId, rightApplies } from '../../vocabulary/index.ts';

/** The basis of a purpose; for a contradictory policy every one that it names. */
export function basesStatedFor({ legalBasis, input }: CompiledPurpose): readonly LegalBasisId[] {
  return legalBasis === undefined
    ? statedLegalBases(input).filter((id) => id !== undefined)
    : [legalBasis];
}

/** Whether a purpose asks for consent: as its basis, or as the condition for special categories (Art. 13(2)(c)). */
export function asksConsent(catalogue: Catalogue, purpose: CompiledPurpose): boolean {
  return restsOnConsent(purpose) || needsExplicitConsent(catalogue, purpose);
}

/**
 * Whether a right holds against a purpose. Where the policy contradicts itself, each basis that it names gives its
 * rights; where it names none, the rights that never depend on the basis hold, erasure (Art. 17(1)(d)) and objection.
 */
export function rightHolds(
  catalogue: Catalogue,
  right: RightId,
  purpose: CompiledPurpose,
): boolean {
  if (right === 'eu-gdpr:A21') return isObjectable(purpose);
  if (right === 'eu-gdpr:A7-3') return asksConsent(catalogue, purpose);
  const bases = basesStatedFor(purpose);
  if (bases.length > 0) return bases.some((basis) => rightApplies(right, basis));
  return right === 'eu-gdpr:A17' || rightApplies(right, 'eu-gdpr:A6-1-c');
}
