import { expect, test } from 'vitest';
import type { FieldSpec } from '../declare/define-model.ts';
import { defineModel } from '../declare/define-model.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { nested, notPersonal, personal, subjectId } from '../declare/field-builders.ts';
import type { FieldDeclaration, ModelRef, PersonalDataInput } from '../declare/model.ts';
import type { PolicyInput, PurposeInput } from '../declare/policy-input.ts';
import { compileCatalogue } from './compile-catalogue.ts';
import { type FindingEntry, MODEL_FINDINGS, SHARED_FINDINGS } from './finding-codes.ts';
import type { ShapeCode } from './model-shape-findings.test.ts';

const CODES = { ...MODEL_FINDINGS, ...SHARED_FINDINGS };

const ENTRIES: Readonly<Record<string, FindingEntry>> = CODES;

const email = personal({ category: 'email', purpose: 'order' });

// What an application keeps is known only where it is wired: rights/export/selection.test.ts tests model-without-source.
const CASES: Readonly<
  Record<Exclude<keyof typeof CODES, ShapeCode | 'model-without-source'>, readonly Case[]>
> = {
  'purpose-not-in-policy': [
    { why: 'an undeclared purpose', fields: { a: use({ purpose: 'oder' }) }, place: 'Customer.a' },
    {
      why: 'a purpose named like a property of every object',
      fields: { a: use({ purpose: 'constructor' }) },
      place: 'Customer.a',
    },
    { why: 'no purpose at all', fields: { a: use({ purpose: [] }) }, place: 'Customer.a' },
  ],
  'legal-basis-contradiction': [
    {
      why: 'another basis',
      fields: { a: use({ legalBasis: 'consent' }) },
      place: 'Customer.a',
      at: ['l.1'],
    },
    {
      why: 'a basis that is none of the several of its purpose',
      purpose: { legalBasis: ['consent', 'legal_obligation'] },
      fields: { a: use({ legalBasis: 'contract' }) },
      place: 'Customer.a',
    },
  ],
  'consequence-missing': [
    {
      why: 'required, nothing said',
      fields: { a: use({ necessity: 'required' }) },
      place: 'Customer.a',
    },
  ],
  'field-retention-missing': [
    {
      why: 'kept for ever',
      purpose: { legalBasis: 'contract' },
      fields: { a: email },
      place: 'purposes.order',
    },
  ],
  'special-category-condition-missing': [
    { why: 'health', fields: { a: use({ category: 'pd:MedicalHealth' }) }, place: 'Customer.a' },
  ],
  'special-category-consent-fit': [
    {
      why: 'explicit consent that nobody is asked for',
      fields: { a: use({ category: 'pd:Religion', specialCategoryBasis: 'eu-gdpr:A9-2-a' }) },
      place: 'Customer.a',
    },
    {
      why: 'a consent that is not explicit',
      purpose: { legalBasis: 'consent', consent: { explicit: false } },
      fields: { a: use({ category: 'pd:Religion', specialCategoryBasis: 'eu-gdpr:A9-2-a' }) },
      place: 'Customer.a',
    },
    {
      why: 'care that rests on consent',
      purpose: { legalBasis: 'consent' },
      fields: { a: use({ category: 'pd:MedicalHealth', specialCategoryBasis: 'eu-gdpr:A9-2-h' }) },
      place: 'Customer.a',
    },
  ],
  'special-category-against-commitment': [
    {
      why: 'promised not to hold them',
      promises: 'no-special-categories',
      fields: { a: use({ category: 'pd:Religion' }) },
      place: 'Customer.a',
      at: ['l.9'],
    },
  ],
  'criminal-offence-rule-missing': [
    {
      why: 'a conviction',
      fields: { a: use({ category: 'pd:CriminalConviction' }) },
      place: 'Customer.a',
    },
  ],
  'criminal-offence-against-commitment': [
    {
      why: 'promised not to hold them',
      promises: 'no-criminal-offences',
      fields: { a: use({ category: 'pd:CriminalConviction' }) },
      place: 'Customer.a',
      at: ['l.9'],
    },
  ],
  'payment-card-stored': [
    {
      why: 'promised not to hold them',
      promises: 'no-local-payment-cards',
      fields: { a: use({ category: 'pd:PaymentCardNumber' }) },
      place: 'Customer.a',
      at: ['l.9'],
    },
  ],
  'recipient-field-unknown': [
    {
      why: 'a misspelt field',
      fields: { email },
      released: 'Customer.mail',
      place: 'recipients.mailer',
      at: ['l.5'],
    },
  ],
  'recipient-field-not-for-purpose': [
    {
      why: 'a field of another purpose',
      fields: { a: use({ purpose: 'care' }) },
      released: 'Customer.a',
      place: 'recipients.mailer',
      at: ['l.5'],
    },
  ],
};

test.each(
  Object.entries(CASES).flatMap(([code, cases]) => cases.map((each) => ({ code, ...each }))),
)('$code: $why', ({ code, place, at, ...given }) => {
  const found = findingsOf(given).filter((each) => each.code === code);
  const where = at === undefined ? { place } : { place, at };
  expect(found).toEqual([expect.objectContaining({ ...where, ...ENTRIES[code] })]);
});

test('declarations that hold together give no finding: the control of all cases above', () => {
  const fields = {
    id: subjectId(),
    email,
    health: use({ category: 'pd:MedicalHealth', specialCategoryBasis: 'eu-gdpr:A9-2-h' }),
    conviction: use({
      category: 'pd:CriminalConviction',
      criminalOffenceBasis: 'authorised_by_law',
    }),
    phone: use({
      category: 'pd:TelephoneNumber',
      necessity: 'required',
      consequence: 'No delivery.',
    }),
    home: nested(() => model({ city: use({ category: 'pd:City' }) }, null, 'Address')),
  };
  expect(findingsOf({ fields, released: 'Customer.email' })).toEqual([]);
});

test('all findings come at once, each once, though models refer to each other', () => {
  const inner = model(
    { a: use({ category: unknown() }), b: use({ purpose: 'oder' }) },
    null,
    'Inner',
  );
  const fields = { id: subjectId(), a: nested(() => inner), b: nested(() => inner, 'array') };
  const codes = findingsOf({ fields, models: [model(fields), inner] }).map(({ code }) => code);
  expect(codes).toEqual(['category-unknown', 'purpose-not-in-policy', 'model-empty']);
});

test('a field whose declaration does not hold is dropped, as if it were not declared', () => {
  const fields = {
    email,
    contradictory: [email, notPersonal()],
    uncategorised: use({ category: unknown() }),
    purposeless: use({ purpose: 'oder' }),
  };
  const ref = model(fields);
  const compiled = compileCatalogue({ policy: policyOf({}), models: [ref] }).models.get(ref);
  expect(compiled?.fields.map(({ key }) => key)).toEqual(['email']);
});

test('a contradictory legal basis permits nothing', () => {
  const ref = model({ a: use({ legalBasis: 'consent' }) });
  const compiled = compileCatalogue({ policy: policyOf({}), models: [ref] }).models.get(ref);
  expect(compiled?.fields[0]?.uses[0]?.legalBasis).toBeUndefined();
});

test('a text loaded before its application is not held against models that do not exist yet', () => {
  expect(findingsOf({ models: [], released: 'Customer.email' })).toEqual([]);
});

/** What one test declares; everything else is in order. */
interface Given {
  readonly models?: readonly ModelRef[];
  /** Fields of the one model, Customer, where no models are given. */
  readonly fields?: Readonly<Record<string, FieldSpec>>;
  /** The purpose `order`. */
  readonly purpose?: PurposeInput;
  readonly promises?: NonNullable<PolicyInput['commitments']>[number]['promises'];
  /** A field that a recipient may receive. */
  readonly released?: string;
}

interface Case extends Given {
  readonly why: string;
  readonly place: string;
  readonly at?: readonly string[];
}

function findingsOf(given: Given) {
  const models = given.models ?? [model(given.fields ?? {})];
  const { findings } = compileCatalogue({ policy: policyOf(given), models });
  // Findings of the policy itself are tested beside their rules.
  return findings.filter(({ code }) => Object.hasOwn(CODES, code));
}

function policyOf({ purpose, promises, released }: Given): PolicyInput {
  const retention = { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' } as const;
  return definePolicy({
    version: '1',
    effectiveFrom: '2026-09-01',
    purposes: {
      order: purpose ?? { legalBasis: 'contract', retention, at: 'l.1' },
      care: { legalBasis: 'contract', retention },
    },
    ...(promises === undefined ? {} : { commitments: [{ promises, at: 'l.9' }] }),
    ...(released === undefined
      ? {}
      : {
          recipients: {
            mailer: { role: 'internal', purposes: ['order'], fields: [released], at: 'l.5' },
          },
        }),
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
