import { expect, test } from 'vitest';
import type { FieldSpec } from '../declare/define-model.ts';
import { defineModel } from '../declare/define-model.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { nested, notPersonal, personal, subjectId } from '../declare/field-builders.ts';
import type { FieldDeclaration, ModelRef, PersonalDataInput } from '../declare/model.ts';
import type { PurposeInput } from '../declare/policy-input.ts';
import { compileCatalogue } from './compile-catalogue.ts';
import { type FindingEntry, MODEL_FINDINGS } from './finding-codes.ts';

/** Findings about the shape of models; the type says that the other test file covers all others. */
export type ShapeCode =
  | 'model-not-declared'
  | 'model-empty'
  | 'model-name-duplicate'
  | 'nested-not-declared'
  | 'field-name-reserved'
  | 'field-declared-twice'
  | 'category-unknown'
  | 'term-unknown'
  | 'data-subject-missing'
  | 'subject-id-missing'
  | 'several-subject-ids';

const ENTRIES: Readonly<Record<string, FindingEntry>> = MODEL_FINDINGS;

const email = personal({ category: 'email', purpose: 'order' });

const CASES: Readonly<Record<ShapeCode, readonly Case[]>> = {
  'model-not-declared': [
    { why: 'a class without decorators', models: [class Plain {}], place: 'Plain' },
    { why: 'an object that is no model', models: [JSON.parse('{"name":"M"}')], place: 'object' },
  ],
  'model-empty': [{ why: 'a model without fields', fields: {}, place: 'Customer' }],
  'model-name-duplicate': [
    {
      why: 'two models of one name',
      models: [model({ email }), model({ email })],
      place: 'Customer',
    },
  ],
  'nested-not-declared': [
    {
      why: 'a class without decorators',
      fields: { a: nested(() => class Plain {}) },
      place: 'Customer.a',
    },
    { why: 'nothing', fields: { a: nested(() => JSON.parse('null')) }, place: 'Customer.a' },
    {
      why: 'a class that is defined later',
      fields: { a: nested(() => later()) },
      place: 'Customer.a',
    },
  ],
  'field-name-reserved': [
    { why: 'the prototype', fields: { ['__proto__']: email }, place: 'Customer.__proto__' },
    {
      why: 'the constructor',
      fields: { constructor: notPersonal() },
      place: 'Customer.constructor',
    },
  ],
  'field-declared-twice': [
    {
      why: 'personal and not personal',
      fields: { a: [email, notPersonal()] },
      place: 'Customer.a',
    },
    {
      why: 'personal and nested',
      fields: { a: [email, nested(() => model({ email }))] },
      place: 'Customer.a',
    },
    {
      why: 'nested and subject id',
      fields: { a: [subjectId(), nested(() => model({ email }))] },
      place: 'Customer.a',
    },
    { why: 'the same purpose twice', fields: { a: [email, email] }, place: 'Customer.a' },
    {
      why: 'two categories',
      fields: { a: [email, use({ category: 'pd:Name', purpose: 'care' })] },
      place: 'Customer.a',
    },
    {
      why: 'personal above, not personal here',
      models: [givenWeakenedClass()],
      place: 'Weakened.email',
    },
  ],
  'category-unknown': [
    {
      why: 'a category of no vocabulary',
      fields: { a: use({ category: unknown() }) },
      place: 'Customer.a',
    },
  ],
  'term-unknown': [
    { why: 'a legal basis', fields: { a: use({ legalBasis: unknown() }) }, place: 'Customer.a' },
    { why: 'a source', fields: { a: use({ source: unknown() }) }, place: 'Customer.a' },
    { why: 'the kind of a purpose', purpose: { is: unknown() }, place: 'purposes.order' },
    { why: 'a data subject', models: [model({ email }, unknown())], place: 'Customer' },
  ],
  'data-subject-missing': [
    { why: 'personal fields of nobody', models: [model({ email }, null)], place: 'Customer' },
    {
      why: 'nested personal fields of nobody',
      models: [model({ a: nested(() => model({ email }, null, 'Inner')) }, null)],
      place: 'Customer',
    },
    { why: 'models that only nest each other', models: givenRing(), place: 'Left' },
  ],
  'subject-id-missing': [{ why: 'whose record it is', fields: { email }, place: 'Customer' }],
  'several-subject-ids': [
    { why: 'two of them', fields: { a: subjectId(), b: subjectId() }, place: 'Customer' },
  ],
};

test.each(
  Object.entries(CASES).flatMap(([code, cases]) => cases.map((each) => ({ code, ...each }))),
)('$code: $why', ({ code, place, ...given }) => {
  const found = findingsOf(given).filter((each) => each.code === code);
  expect(found).toEqual([expect.objectContaining({ place, ...ENTRIES[code] })]);
});

/** What one test declares; everything else is in order. */
interface Given {
  readonly models?: readonly ModelRef[];
  /** Fields of the one model, Customer, where no models are given. */
  readonly fields?: Readonly<Record<string, FieldSpec>>;
  /** The purpose `order`. */
  readonly purpose?: PurposeInput | undefined;
}

interface Case extends Given {
  readonly why: string;
  readonly place: string;
}

function findingsOf({ fields = {}, models = [model(fields)], purpose }: Given) {
  const { findings } = compileCatalogue({ policy: givenPolicy(purpose), models });
  // Findings of the policy itself are tested beside their rules.
  return findings.filter(({ code }) => Object.hasOwn(MODEL_FINDINGS, code));
}

function givenPolicy(purpose: PurposeInput | undefined) {
  const retention = { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' } as const;
  return definePolicy({
    version: '1',
    effectiveFrom: '2026-09-01',
    purposes: {
      order: purpose ?? { legalBasis: 'contract', retention },
      care: { legalBasis: 'contract', retention },
    },
  });
}

function model(
  fields: Readonly<Record<string, FieldSpec>>,
  dataSubject: 'dpv:Customer' | null = 'dpv:Customer',
  name = 'Customer',
): ModelRef {
  return defineModel(name, { fields, ...(dataSubject === null ? {} : { dataSubject }) });
}

function use(differing: Partial<PersonalDataInput>): FieldDeclaration {
  return personal({ category: 'pd:Name', purpose: 'order', ...differing });
}

/** A name that no vocabulary has; it compiles because JSON is not typed. */
function unknown(): never {
  return JSON.parse('"x:unheard-of"') as never; // The point of the case: what types cannot keep out.
}

/** Fails as a class does that its module has not defined yet. */
function later(): ModelRef {
  throw new ReferenceError('Cannot access a class before initialization');
}

function givenRing(): readonly ModelRef[] {
  const left: ModelRef = model({ email, right: nested(() => right) }, null, 'Left');
  const right: ModelRef = model({ left: nested(() => left) }, null, 'Right');
  return [left];
}

function givenWeakenedClass(): ModelRef {
  const { PersonalData, NotPersonal } = definePolicy({
    version: '1',
    effectiveFrom: '2026-09-01',
    purposes: { order: {} },
  }).declare();
  class Above {
    @PersonalData({ category: 'email', purpose: 'order' }) email = '';
  }
  class Weakened extends Above {
    @NotPersonal() override email = '';
  }
  return Weakened;
}
