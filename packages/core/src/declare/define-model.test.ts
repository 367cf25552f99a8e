import { expect, test } from 'vitest';
import { definePolicy } from './define-policy.ts';
import type { DefinedModel, ModelRef } from './model.ts';
import { declarationOf, isDeclared } from './registry.ts';
import type { StandardSchemaV1 } from './standard-schema.ts';

const { defineModel, personal, nested, subjectId, notPersonal } = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  purposes: { order: { legalBasis: 'contract' }, newsletter: { legalBasis: 'consent' } },
}).declare();

test('a model of plain objects declares its fields without decorators', () => {
  const Address = defineModel('Address', {
    fields: { city: personal({ category: 'pd:City', purpose: 'order' }) },
  });
  const Customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      email: [
        personal({ category: 'email', purpose: 'order' }),
        personal({ category: 'email', purpose: 'newsletter' }),
      ],
      addresses: nested(() => Address, 'map'),
      tier: notPersonal(),
    },
  });
  const declaration = declarationOf(Customer);
  expect(Customer).toEqual({ kind: 'lawful.model', name: 'Customer' });
  expect(declaration?.dataSubject).toBe('dpv:Customer');
  expect([...(declaration?.fields.keys() ?? [])]).toEqual(['id', 'email', 'addresses', 'tier']);
  expect(declaration?.fields.get('email')).toHaveLength(2);
  expect(declaration?.fields.get('addresses')).toMatchObject([{ as: 'map' }]);
});

test('a model may nest itself', () => {
  const Category = defineModel('Category', {
    fields: { children: nested((): ModelRef => Category, 'array') },
  });
  const [children] = declarationOf(Category)?.fields.get('children') ?? [];
  expect(children?.kind === 'nested' && children.model()).toBe(Category);
});

test('a model made from a schema keeps it, to validate what comes in', () => {
  const schema = givenSchema<{ email: string; tier: number }>();
  const Lead = defineModel('Lead', {
    schema,
    fields: { email: personal({ category: 'email', purpose: 'newsletter' }), tier: notPersonal() },
  });
  expect(declarationOf(Lead)?.schema).toBe(schema);
});

test('a model without any field is declared all the same', () => {
  expect(isDeclared(defineModel('Empty', { fields: {} }))).toBe(true);
});

test('an object that only looks like a model declares nothing', () => {
  const lookalike: DefinedModel = { kind: 'lawful.model', name: 'Customer' };
  expect(isDeclared(lookalike)).toBe(false);
});

test.each([
  ['no name', () => defineModel('', { fields: {} })],
  [
    'a field hidden in the prototype',
    () => defineModel('M', { fields: { __proto__: subjectId() } }),
  ],
  [
    'a field that is no declaration',
    () => Reflect.apply(defineModel, undefined, ['M', { fields: { id: 'text' } }]),
  ],
])('a model with %s is refused', (_, define) => {
  expect(define).toThrow(expect.objectContaining({ code: 'declaration-invalid' }));
});

function givenSchema<T>(): StandardSchemaV1<unknown, T> {
  return {
    '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: '' }] }) },
  };
}
