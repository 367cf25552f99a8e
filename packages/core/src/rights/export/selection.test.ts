import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { PersonalDataInput } from '../../declare/model.ts';
import { modelsWithoutSource, unsourcedFindings } from '../unsourced.ts';
import { fieldsIn, selectionOf } from './selection.ts';

type Use = Omit<PersonalDataInput<string>, 'category'>;

test.each<[what: string, use: Use, access: boolean, portable: boolean]>([
  ['on contract, provided', { purpose: 'contract' }, true, true],
  ['on contract, observed', { purpose: 'contract', provenance: 'observed' }, true, true],
  ['on contract, derived', { purpose: 'contract', provenance: 'derived' }, true, false],
  ['on contract, inferred', { purpose: 'contract', provenance: 'inferred' }, true, false],
  [
    'on contract, from a third party',
    { purpose: 'contract', source: 'dpv:ThirdPartyDataSource' },
    true,
    false,
  ],
  ['on contract, on paper', { purpose: 'contract', automated: false }, true, false],
  ['on consent', { purpose: 'consent' }, true, true],
  ['on explicit consent', { purpose: 'care', category: 'pd:MedicalHealth' } as Use, true, true],
  ['on legal obligation', { purpose: 'obligation' }, true, false],
  ['on vital interests', { purpose: 'vital' }, true, false],
  ['on a public task', { purpose: 'task' }, true, false],
  ['on legitimate interests', { purpose: 'interest' }, true, false],
  ['on legitimate interests and contract', { purpose: ['interest', 'contract'] }, true, true],
  ['for a purpose with indirect access', { purpose: 'aml' }, false, false],
  ['for a purpose that no law of indirect access covers', { purpose: 'fraud' }, true, false],
  ['for one with and one without indirect access', { purpose: ['aml', 'contract'] }, true, true],
])('a field %s: in the access export, in the portable copy', (_what, use, access, portable) => {
  const { catalogue, Model } = given(use);
  const paths = (scope: 'access' | 'portability') => {
    const exported = selectionOf(catalogue, scope).of(Model);
    return exported === undefined ? [] : fieldsIn(exported).map(({ field }) => field.path);
  };
  expect(paths('access')).toEqual(access ? ['Model.field'] : []);
  expect(paths('portability')).toEqual(portable ? ['Model.field'] : []);
});

test('the purposes of indirect access are not named beside a field', () => {
  const { catalogue, Model } = given({ purpose: ['aml', 'contract'] });
  const exported = selectionOf(catalogue, 'access').of(Model);
  const uses = exported?.fields.flatMap((each) => each.uses.map(({ purpose }) => purpose));
  expect(uses).toEqual(['contract']);
});

test('a model with data by subject and no source is found before it is left out', () => {
  const { catalogue, Model } = given({ purpose: 'contract' });
  expect(modelsWithoutSource(catalogue, []).map(({ name }) => name)).toEqual(['Model']);
  expect(modelsWithoutSource(catalogue, [{ model: Model, find: () => [] }])).toEqual([]);
});

function given(use: Use) {
  const policy = definePolicy<string>({
    version: '1',
    effectiveFrom: '2026-01-01',
    purposes: {
      consent: { legalBasis: 'consent' },
      contract: { legalBasis: 'contract' },
      obligation: { legalBasis: 'legal_obligation' },
      vital: { legalBasis: 'vital_interests' },
      task: { legalBasis: 'public_task' },
      interest: { legalBasis: 'legitimate_interests' },
      care: { legalBasis: 'consent', specialCategoryBasis: 'eu-gdpr:A9-2-a' },
      aml: { ...AML, indirectAccess: { legalReference: 'CMF' } },
      fraud: { legalBasis: 'legitimate_interests', indirectAccess: { legalReference: 'CMF' } },
    },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const Model = defineModel('Model', {
    fields: { id: subjectId(), field: personal({ category: 'pd:Purchase', ...use }) },
  });
  return { catalogue: compileCatalogue({ policy, models: [Model] }), Model };
}

const AML = { is: 'dpv:CounterMoneyLaundering', legalBasis: 'legal_obligation' } as const;

test('a model about a data subject that no source reads is a finding', () => {
  const { catalogue, Model } = given({ purpose: 'contract' });
  const [finding] = unsourcedFindings(catalogue, []);
  expect(finding).toMatchObject({ code: 'model-without-source', severity: 'info', place: 'Model' });
  expect(unsourcedFindings(catalogue, [{ model: Model, find: () => [] }])).toEqual([]);
});
