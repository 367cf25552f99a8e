import type { GroundInput } from '../../declare/policy-input.ts';
import { type LegalBasisId, resolve } from '../../vocabulary/index.ts';
import { type Basis, basisOf } from './labelled.ts';
import { type Reading, read, type Text } from './reading.ts';

/** A ground on which data are disclosed to others or transferred abroad, where the policy closes the list. */
export interface Ground {
  readonly id: string;
  readonly description: Text | null;
  readonly legalBasis: Basis<LegalBasisId> | null;
}

/** The grounds that a policy lists. */
export function groundsOf(
  grounds: Readonly<Record<string, GroundInput>> | undefined,
  reading: Reading,
): readonly Ground[] {
  return Object.entries(grounds ?? {}).map(([id, { describe, legalBasis }]) => {
    const basis = legalBasis === undefined ? undefined : resolve(legalBasis, 'legal-basis');
    return {
      id,
      description: read(describe, reading),
      legalBasis: basis === undefined ? null : basisOf(basis, reading),
    };
  });
}
