import { expect, test } from 'vitest';
import { ancestors } from './ancestors.ts';
import { isSpecialCategory, specialCategoryFamilies } from './special-category.ts';
import { termsOf } from './term.ts';

test.each(['pd:Race', 'pd:EthnicOrigin', 'pd:Ethnicity'] as const)(
  '%s reveals racial or ethnic origin',
  (category) => expectFamily(category, 'racial-or-ethnic-origin'),
);

test.each(['pd:PoliticalOpinion', 'pd:PoliticalAffiliation'] as const)(
  '%s reveals political opinions',
  (category) => expectFamily(category, 'political-opinions'),
);

test.each(['pd:Religion', 'pd:ReligiousBelief', 'pd:PhilosophicalBelief'] as const)(
  '%s reveals religious or philosophical beliefs',
  (category) => expectFamily(category, 'religious-or-philosophical-beliefs'),
);

test('trade union membership is a special category', () => {
  expectFamily('pd:TradeUnionMembership', 'trade-union-membership');
});

test.each(['pd:Genetic', 'pd:DNACode', 'eu-gdpr:GeneticData'] as const)(
  '%s is genetic data',
  (category) => expectFamily(category, 'genetic-data'),
);

test.each([
  'pd:Biometric',
  'pd:Fingerprint',
  'pd:FacialPrint',
  'pd:Retina',
  'eu-gdpr:BiometricData',
] as const)('%s is biometric data', (category) => expectFamily(category, 'biometric-data'));

test.each([
  'pd:Health',
  'pd:MentalHealth',
  'pd:Disability',
  'pd:BloodType',
  'pd:Prescription',
  'pd:HealthRecord',
  'pd:FamilyHealthHistory',
  'eu-gdpr:HealthData',
] as const)('%s concerns health', (category) => expectFamily(category, 'health-data'));

test.each(['pd:Sexual', 'pd:SexualPreference', 'pd:SexualHistory', 'pd:Fetish'] as const)(
  '%s concerns sex life or sexual orientation',
  (category) => expectFamily(category, 'sex-life-or-orientation'),
);

test.each([
  'pd:EmailAddress',
  'pd:Nationality',
  'pd:Gender',
  'pd:MaritalStatus',
  'pd:BirthPlace',
  'pd:Picture',
  'pd:DigitalFingerprint',
  'pd:GroupMembership',
  'pd:KnowledgeBelief',
  'pd:CriminalOffence',
  'pd:Vulnerability',
] as const)('%s is no special category by itself', (category) => {
  expect(isSpecialCategory(category)).toBe(false);
  expect(specialCategoryFamilies(category)).toEqual([]);
});

test('everything that DPV calls a special category belongs to a family of Art. 9(1), and only ethnicity was added', () => {
  const special = termsOf('category').filter(isSpecialCategory);
  expect(special.filter((id) => specialCategoryFamilies(id).length === 0)).toEqual([]);
  const notInDpv = special.filter(
    (id) => !ancestors(id).includes('dpv:SpecialCategoryPersonalData'),
  );
  expect(notInDpv).toEqual(['pd:Ethnicity']);
});

function expectFamily(
  category: Parameters<typeof isSpecialCategory>[0],
  family: ReturnType<typeof specialCategoryFamilies>[number],
): void {
  expect(isSpecialCategory(category)).toBe(true);
  expect(specialCategoryFamilies(category)).toContain(family);
}
