import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineModel } from '../declare/define-model.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { nested, notPersonal, personal, subjectId } from '../declare/field-builders.ts';
import type { FieldDeclaration, ModelRef, PersonalDataInput } from '../declare/model.ts';
import type { CompiledField } from './catalogue.ts';
import { POLICY_FINDINGS } from './check-policy/codes.ts';
import { compileCatalogue } from './compile-catalogue.ts';
import { MODEL_FINDINGS } from './finding-codes.ts';

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  purposes: {
    order: { legalBasis: 'contract' },
    newsletter: { legalBasis: 'consent' },
    unclear: { legalBasis: ['consent', 'contract'] },
    silent: {},
  },
});
const ADDRESS = defineModel('Address', { fields: { city: notPersonal() } });

test('whatever is declared, personal data never pass for data that are not personal', () => {
  fc.assert(
    fc.property(models(), (fields) => {
      for (const [key, field] of compiledOf(fields)) {
        const said = fields[key] ?? [];
        const declaredPersonal = said.some(({ kind }) => kind === 'personal');
        expect(field.uses.length > 0).toBe(declaredPersonal);
        expect(field.category !== undefined).toBe(declaredPersonal);
        expect(field.nested !== undefined).toBe(said.some(({ kind }) => kind === 'nested'));
        expect(declaredPersonal && field.nested !== undefined).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever is declared, a legal basis is the one of its purpose, or none', () => {
  const allowed = { order: 'eu-gdpr:A6-1-b', newsletter: 'eu-gdpr:A6-1-a' };
  fc.assert(
    fc.property(models(), (fields) => {
      for (const use of [...compiledOf(fields).values()].flatMap(({ uses }) => uses)) {
        const basis: unknown = Reflect.get(allowed, use.purpose);
        if (use.purpose === 'order' || use.purpose === 'newsletter') {
          expect([basis, undefined]).toContain(use.legalBasis);
        }
      }
    }),
  );
});

test('whatever is declared, compiling throws nothing, and every field left out is told of', () => {
  const known = { ...MODEL_FINDINGS, ...POLICY_FINDINGS };
  fc.assert(
    fc.property(models(), (fields) => {
      const { findings } = compileCatalogue({ policy, models: [modelOf(fields)] });
      for (const { code } of findings) expect(Object.hasOwn(known, code)).toBe(true);
      const compiled = compiledOf(fields);
      const errors = findings
        .filter(({ severity }) => severity === 'error')
        .map(({ place }) => place);
      for (const key of Object.keys(fields)) {
        if (!compiled.has(key)) expect(errors).toContain(`Customer.${key}`);
      }
    }),
  );
});

function compiledOf(fields: Fields): ReadonlyMap<string, CompiledField> {
  const ref = modelOf(fields);
  const model = compileCatalogue({ policy, models: [ref] }).models.get(ref);
  return model?.byKey ?? new Map();
}

function modelOf(fields: Fields): ModelRef {
  return defineModel('Customer', { fields });
}

type Fields = Readonly<Record<string, readonly FieldDeclaration[]>>;

function models(): fc.Arbitrary<Fields> {
  const keys = fc.constantFrom('id', 'email', 'a', 'b', 'constructor', 'prototype', 'toString');
  return fc.dictionary(keys, fc.array(declarations(), { minLength: 1, maxLength: 3 }));
}

function declarations(): fc.Arbitrary<FieldDeclaration> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(subjectId()) },
    { weight: 1, arbitrary: fc.constant(notPersonal()) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        nested(() => ADDRESS),
        nested(() => class Plain {}),
      ),
    },
    { weight: 4, arbitrary: uses().map((use) => personal(use)) },
  );
}

function uses(): fc.Arbitrary<PersonalDataInput> {
  const purpose = fc.constantFrom(
    'order',
    'newsletter',
    'unclear',
    'silent',
    'unheard-of',
    'toString',
  );
  return fc.record(
    {
      category: fc.constantFrom('email', 'pd:Name', 'pd:MedicalHealth', 'pd:CriminalConviction'),
      purpose: fc.oneof(purpose, fc.uniqueArray(purpose, { maxLength: 3 })),
      legalBasis: fc.constantFrom('consent', 'contract', 'legitimate_interests'),
      specialCategoryBasis: fc.constantFrom('eu-gdpr:A9-2-a', 'eu-gdpr:A9-2-h'),
      necessity: fc.constantFrom('required', 'optional'),
      source: fc.constantFrom('data-subject', 'third-party'),
    },
    { requiredKeys: ['category', 'purpose'] },
  );
}
