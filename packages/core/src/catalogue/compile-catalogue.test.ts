import { expect, test } from 'vitest';
import { definePolicy } from '../declare/define-policy.ts';
import type { ModelRef } from '../declare/model.ts';
import type { Catalogue, CompiledModel } from './catalogue.ts';
import { compileCatalogue } from './compile-catalogue.ts';

const policy = definePolicy({
  version: '3',
  effectiveFrom: '2026-09-01',
  purposes: {
    order: { legalBasis: 'contract', retention: { action: 'erase' } },
    newsletter: { legalBasis: 'consent' },
    care: { legalBasis: 'contract', specialCategoryBasis: 'eu-gdpr:A9-2-h' },
  },
  recipients: { mailer: { role: 'processor', purposes: ['newsletter'] } },
});
const declare = policy.declare();
const { DataSubject, SubjectId, PersonalData, NotPersonal, Nested } = declare;

class Address {
  @PersonalData({ category: 'pd:City', purpose: 'order' }) city = '';
}

@DataSubject('dpv:Customer')
class Customer {
  @SubjectId() id = '';
  @PersonalData({ category: 'email', purpose: ['order', 'newsletter'] }) email = '';
  @Nested(() => Address, 'array') addresses: Address[] = [];
  @NotPersonal() tier = '';
}

test('a field is resolved to what each of its purposes means', () => {
  const { byKey } = modelOf(Customer, [Customer]);
  expect(byKey.get('email')).toMatchObject({
    path: 'Customer.email',
    category: 'pd:EmailAddress',
    special: false,
    subjectId: false,
    nested: undefined,
    uses: [
      {
        purpose: 'order',
        legalBasis: 'eu-gdpr:A6-1-b',
        required: false,
        source: 'dpv:DataSubjectDataSource',
        provenance: 'dpv:ProvidedPersonalData',
        automated: true,
      },
      { purpose: 'newsletter', legalBasis: 'eu-gdpr:A6-1-a' },
    ],
  });
  expect(byKey.get('tier')).toMatchObject({ category: undefined, uses: [], subjectId: false });
});

test('whose data a record holds is known: the kind of data subject, and the field that names it', () => {
  expect(modelOf(Customer, [Customer])).toMatchObject({
    name: 'Customer',
    ref: Customer,
    dataSubject: 'dpv:Customer',
    subjectIdKey: 'id',
  });
});

test('a nested model is compiled though it is not listed, and once only', () => {
  const catalogue = compileCatalogue({ policy, models: [Customer] });
  expect([...catalogue.models.keys()]).toEqual([Customer, Address]);
  expect(modelIn(catalogue, Customer).byKey.get('addresses')?.nested).toEqual({
    model: catalogue.models.get(Address),
    as: 'array',
  });
});

test('models may nest themselves and each other', () => {
  class Person {
    @PersonalData({ category: 'pd:Name', purpose: 'order' }) name = '';
    @Nested(() => Person, 'array') friends: Person[] = [];
    @Nested(() => House) house?: unknown;
  }
  class House {
    @Nested(() => Person, 'map') rooms = {};
  }
  const catalogue = compileCatalogue({ policy, models: [Person] });
  const person = modelIn(catalogue, Person);
  expect(person.byKey.get('friends')?.nested?.model).toBe(person);
  expect(modelIn(catalogue, House).byKey.get('rooms')?.nested?.model).toBe(person);
});

test('a subclass adds to what it inherits and overrides key by key', () => {
  class Business extends Customer {
    @PersonalData({ category: 'email', purpose: 'newsletter' }) override email = '';
    @PersonalData({ category: 'pd:Name', purpose: 'order' }) contact = '';
  }
  class Silent extends Business {}
  const catalogue = compileCatalogue({ policy, models: [Business, Silent, Customer] });
  const business = modelIn(catalogue, Business);
  expect(business.fields.map(({ key }) => key)).toEqual([
    'id',
    'email',
    'addresses',
    'tier',
    'contact',
  ]);
  expect(purposesOf(business, 'email')).toEqual(['newsletter']);
  expect(purposesOf(modelIn(catalogue, Customer), 'email')).toEqual(['order', 'newsletter']);
  expect(business).toMatchObject({ dataSubject: 'dpv:Customer', subjectIdKey: 'id' });
  expect(business.byKey.get('email')?.path).toBe('Business.email');
  expect(modelIn(catalogue, Silent).fields).toHaveLength(5);
});

test('an override does not make somebody’s record nobody’s', () => {
  class Business extends Customer {
    @PersonalData({ category: 'pd:AccountIdentifier', purpose: 'order' }) override id = '';
  }
  expect(modelOf(Business, [Business])).toMatchObject({ subjectIdKey: 'id' });
});

test('an abstract class that only others extend passes its declarations on', () => {
  abstract class Dated {
    @NotPersonal() createdAt = 0;
  }
  class Order extends Dated {
    @PersonalData({ category: 'pd:Purchase', purpose: 'order' }) item = '';
  }
  expect(modelOf(Order, [Order]).fields.map(({ key }) => key)).toEqual(['createdAt', 'item']);
});

test('a field is both subject id and personal where it says so', () => {
  class Lead {
    @SubjectId() @PersonalData({ category: 'email', purpose: 'newsletter' }) email = '';
  }
  expect(modelOf(Lead, [Lead]).byKey.get('email')).toMatchObject({
    subjectId: true,
    category: 'pd:EmailAddress',
  });
});

test('special categories take the condition of the field, otherwise of the purpose', () => {
  const { defineModel, personal } = declare;
  const category = 'pd:MedicalHealth';
  const Patient = defineModel('Patient', {
    fields: {
      inherited: personal({ category, purpose: 'care' }),
      own: personal({ category, purpose: 'care', specialCategoryBasis: 'eu-gdpr:A9-2-c' }),
      plain: personal({ category: 'email', purpose: 'care' }),
    },
  });
  const conditions = modelOf(Patient, [Patient]).fields.map(({ special, uses }) => [
    special,
    uses[0]?.specialCategoryBasis,
  ]);
  expect(conditions).toEqual([
    [true, 'eu-gdpr:A9-2-h'],
    [true, 'eu-gdpr:A9-2-c'],
    [false, undefined],
  ]);
});

test('a finer legal basis on the field refines that of its purpose', () => {
  class Account {
    @PersonalData({
      category: 'email',
      purpose: 'order',
      legalBasis: 'eu-gdpr:A6-1-b-enter-into-contract',
    })
    email = '';
  }
  const [use] = modelOf(Account, [Account]).fields[0]?.uses ?? [];
  expect(use?.legalBasis).toBe('eu-gdpr:A6-1-b-enter-into-contract');
});

test('data that the person did not provide do not count as provided', () => {
  class Score {
    @PersonalData({ category: 'pd:CreditScore', purpose: 'order', source: 'third-party' }) bought =
      0;
    @PersonalData({ category: 'pd:CreditScore', purpose: 'order', source: 'controller' }) made = 0;
    @PersonalData({ category: 'pd:CreditScore', purpose: 'order', provenance: 'inferred' })
    guessed = 0;
  }
  const provenances = modelOf(Score, [Score]).fields.map(({ uses }) => uses[0]?.provenance);
  expect(provenances).toEqual([
    'dpv:CollectedPersonalData',
    'dpv:GeneratedPersonalData',
    'dpv:InferredPersonalData',
  ]);
});

test('nothing in a catalogue can be changed', () => {
  const catalogue = compileCatalogue({ policy, models: [Customer] });
  const customer = modelIn(catalogue, Customer);
  const email = customer.byKey.get('email');
  for (const each of [
    catalogue,
    catalogue.findings,
    catalogue.purposes,
    catalogue.purposes.get('order'),
    catalogue.policy.purposes,
    customer,
    customer.fields,
    email,
    email?.uses,
    email?.uses[0],
    customer.byKey.get('addresses')?.nested,
  ]) {
    expect(Object.isFrozen(each)).toBe(true);
  }
  for (const map of [catalogue.purposes, catalogue.models, customer.byKey]) {
    expect(() => Reflect.get(map, 'set').call(map, 'more', {})).toThrow(TypeError);
    expect(() => Reflect.get(map, 'clear').call(map)).toThrow(TypeError);
  }
  expect(Object.isFrozen(Customer)).toBe(false);
});

test('a policy that is not from definePolicy is copied and frozen', () => {
  const plain = { version: '1', effectiveFrom: '2026-09-01', purposes: { order: {} } };
  const catalogue = compileCatalogue({ policy: plain, models: [] });
  expect(catalogue.policy).not.toBe(plain);
  expect(Object.isFrozen(catalogue.policy)).toBe(true);
  expect(compileCatalogue({ policy, models: [] }).policy).toBe(policy);
});

test('a version applies from its date, and never where the date cannot be read', () => {
  expect(compileCatalogue({ policy, models: [] }).effectiveFrom).toBe(Date.UTC(2026, 8, 1));
  const undated = { version: '1', effectiveFrom: 'soon', purposes: { order: {} } };
  expect(compileCatalogue({ policy: undated, models: [] }).effectiveFrom).toBe(Infinity);
});

test('versions before this one are known by their order; the last of them says which purposes are new', () => {
  const earlier = ['spring', 'summer'].map((version) => ({
    version,
    effectiveFrom: '2025-01-01',
    purposes: { order: {}, newsletter: {} },
  }));
  const { compareVersions, purposes } = compileCatalogue({ policy, models: [], previous: earlier });
  expect(compareVersions('summer', 'spring')).toBeGreaterThan(0);
  expect(compareVersions('summer', '3')).toBeLessThan(0);
  expect([...purposes.values()].filter(({ isNew }) => isNew).map(({ id }) => id)).toEqual(['care']);
});

test('a field may name a purpose of another version: this version does not permit it, and finds no fault', () => {
  const text = { version: '2', effectiveFrom: '2026-01-01', purposes: { order: {} } };
  const catalogue = compileCatalogue({ policy: text, models: [Customer], later: [policy] });
  expect(purposesOf(modelIn(catalogue, Customer), 'email')).toEqual(['order']);
  const codes = (of: Catalogue) => of.findings.map(({ code }) => code);
  expect(codes(catalogue)).not.toContain('purpose-not-in-policy');
  expect(codes(compileCatalogue({ policy: text, models: [Customer] }))).toContain(
    'purpose-not-in-policy',
  );
});

function modelOf(ref: ModelRef, models: readonly ModelRef[]): CompiledModel {
  return modelIn(compileCatalogue({ policy, models }), ref);
}

function modelIn(catalogue: Catalogue, ref: ModelRef): CompiledModel {
  const model = catalogue.models.get(ref);
  if (model === undefined) throw new Error(`${ref.name} was not compiled`);
  return model;
}

function purposesOf(model: CompiledModel, key: string): readonly string[] {
  return model.byKey.get(key)?.uses.map(({ purpose }) => purpose) ?? [];
}
