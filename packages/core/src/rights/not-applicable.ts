import type { CompiledPurpose } from '../catalogue/catalogue.ts';
import { PrivacyError } from '../errors.ts';
import type { JustificationId, MainLegalBasisId, RightId } from '../vocabulary/index.ts';
import { basesOf } from './purposes.ts';

/** Why a right does not hold against processing on a basis: the terms of DPV for a refusal (Art. 12(4)). */
const JUSTIFICATIONS: Readonly<Record<MainLegalBasisId, JustificationId>> = {
  'eu-gdpr:A6-1-a': 'justifications:ConsentProvided',
  'eu-gdpr:A6-1-b': 'justifications:ContractPerformanceNecessity',
  'eu-gdpr:A6-1-c': 'justifications:LegalObligationImpaired',
  'eu-gdpr:A6-1-d': 'justifications:DataSubjectProtectionImpaired',
  'eu-gdpr:A6-1-e': 'justifications:OfficialAuthorityExerciseImpaired',
  'eu-gdpr:A6-1-f': 'justifications:LegallyExempted',
};

/**
 * The refusal of a right that the law does not give on this basis: `right-not-applicable`, with the right, the basis,
 * the justification and, where another right does what is wanted, that one.
 */
export function notApplicable(
  purpose: CompiledPurpose,
  right: RightId,
  instead?: RightId,
): PrivacyError {
  const [basis] = basesOf(purpose);
  return new PrivacyError('right-not-applicable', {
    what: purpose.id,
    members: {
      purposes: [purpose.id],
      right,
      legalBasis: purpose.legalBasis ?? basis ?? null,
      justification: basis === undefined ? 'justifications:LegallyExempted' : JUSTIFICATIONS[basis],
      ...(instead === undefined ? {} : { instead }),
    },
  });
}
