import { isA } from './ancestors.ts';
import type { LegalBasisId } from './generated/legal-basis.ts';
import type { RightId } from './generated/right.ts';

/** Rights that stand whatever the legal basis (Art. 12-16, 18, 19, 77-79); the last one is French law (LIL 85). */
const ALWAYS = [
  'eu-gdpr:A13',
  'eu-gdpr:A15',
  'eu-gdpr:A16',
  'eu-gdpr:A18',
  'eu-gdpr:A19',
  'eu-gdpr:A77',
  'eu-gdpr:A78',
  'eu-gdpr:A79',
  'x:PostMortemDirectives',
] as const satisfies readonly RightId[];

/**
 * Which rights a data subject has on each legal basis of Art. 6(1).
 * Where DPV 2.3 and the CNIL (developer guide, sheet 15) both speak, they agree; A19, A78, A79 and x: are ours.
 */
export const RIGHTS_BY_BASIS = {
  'eu-gdpr:A6-1-a': [
    ...ALWAYS,
    'eu-gdpr:A14',
    'eu-gdpr:A17',
    'eu-gdpr:A20',
    'eu-gdpr:A22',
    'eu-gdpr:A7-3',
  ],
  'eu-gdpr:A6-1-b': [...ALWAYS, 'eu-gdpr:A14', 'eu-gdpr:A17', 'eu-gdpr:A20', 'eu-gdpr:A22'],
  'eu-gdpr:A6-1-c': [...ALWAYS],
  'eu-gdpr:A6-1-d': [...ALWAYS, 'eu-gdpr:A14', 'eu-gdpr:A17', 'eu-gdpr:A22'],
  'eu-gdpr:A6-1-e': [...ALWAYS, 'eu-gdpr:A14', 'eu-gdpr:A21', 'eu-gdpr:A22'],
  'eu-gdpr:A6-1-f': [...ALWAYS, 'eu-gdpr:A14', 'eu-gdpr:A17', 'eu-gdpr:A21', 'eu-gdpr:A22'],
} as const satisfies Readonly<Partial<Record<LegalBasisId, readonly RightId[]>>>;

/** One of the six legal bases of Art. 6(1), without the finer distinctions below it. */
export type MainLegalBasisId = keyof typeof RIGHTS_BY_BASIS;

/** Whether a data subject has this right over data processed on this basis; finer rights and bases follow the one above. */
export function rightApplies(right: RightId, basis: LegalBasisId): boolean {
  const rights: readonly RightId[] = RIGHTS_BY_BASIS[mainLegalBasis(basis)];
  return rights.some((each) => isA(right, each));
}

/** The basis of Art. 6(1) that a finer one belongs to: `eu-gdpr:A6-1-b` for `eu-gdpr:A6-1-b-contract-performance`. */
export function mainLegalBasis(basis: LegalBasisId): MainLegalBasisId {
  switch (basis) {
    case 'eu-gdpr:A6-1-a':
    case 'eu-gdpr:A6-1-a-explicit-consent':
    case 'eu-gdpr:A6-1-a-non-explicit-consent':
      return 'eu-gdpr:A6-1-a';
    case 'eu-gdpr:A6-1-b':
    case 'eu-gdpr:A6-1-b-contract-performance':
    case 'eu-gdpr:A6-1-b-enter-into-contract':
      return 'eu-gdpr:A6-1-b';
    case 'eu-gdpr:A6-1-c':
      return 'eu-gdpr:A6-1-c';
    case 'eu-gdpr:A6-1-d':
    case 'eu-gdpr:A6-1-d-data-subject':
    case 'eu-gdpr:A6-1-d-natural-person':
      return 'eu-gdpr:A6-1-d';
    case 'eu-gdpr:A6-1-e':
    case 'eu-gdpr:A6-1-e-official-authority':
    case 'eu-gdpr:A6-1-e-public-interest':
      return 'eu-gdpr:A6-1-e';
    case 'eu-gdpr:A6-1-f':
    case 'eu-gdpr:A6-1-f-controller':
    case 'eu-gdpr:A6-1-f-third-party':
      return 'eu-gdpr:A6-1-f';
  }
}
