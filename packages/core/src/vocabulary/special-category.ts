import { ancestors, isA } from './ancestors.ts';
import type { CategoryId } from './generated/category.ts';

const FAMILIES = [
  'racial-or-ethnic-origin',
  'political-opinions',
  'religious-or-philosophical-beliefs',
  'trade-union-membership',
  'genetic-data',
  'biometric-data',
  'health-data',
  'sex-life-or-orientation',
] as const;

/** A family of special categories (Art. 9(1)). */
export type SpecialCategoryFamily = (typeof FAMILIES)[number];

/** The eight families of Art. 9(1), each with the categories that it begins with. */
export const SPECIAL_CATEGORY_FAMILIES: Readonly<
  Record<SpecialCategoryFamily, readonly CategoryId[]>
> = {
  // DPV leaves pd:Ethnicity ordinary, though its own pd:EthnicOrigin and pd:Race are below it: Art. 9(1) does not.
  'racial-or-ethnic-origin': ['pd:Race', 'pd:EthnicOrigin', 'pd:Ethnicity'],
  'political-opinions': ['pd:PoliticalOpinion', 'pd:PoliticalAffiliation'],
  'religious-or-philosophical-beliefs': [
    'pd:Religion',
    'pd:ReligiousBelief',
    'pd:PhilosophicalBelief',
  ],
  'trade-union-membership': ['pd:TradeUnionMembership'],
  'genetic-data': ['pd:Genetic', 'pd:DNACode'],
  'biometric-data': ['pd:Biometric'],
  'health-data': ['pd:MedicalHealth'],
  'sex-life-or-orientation': ['pd:Sexual'],
};

/** The families of Art. 9(1) that a category belongs to; none for ordinary data. */
export function specialCategoryFamilies(category: CategoryId): readonly SpecialCategoryFamily[] {
  return FAMILIES.filter((family) =>
    SPECIAL_CATEGORY_FAMILIES[family].some((root) => isA(category, root)),
  );
}

/** Whether a category needs a condition of Art. 9(2). Biometric data always count: their use to identify is presumed. */
export function isSpecialCategory(category: CategoryId): boolean {
  return (
    ancestors(category).includes('dpv:SpecialCategoryPersonalData') ||
    specialCategoryFamilies(category).length > 0
  );
}
