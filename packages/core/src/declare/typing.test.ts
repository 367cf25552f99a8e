import { expect, test } from 'vitest';
import { definePolicy } from './define-policy.ts';
import type { PolicyInput } from './policy-input.ts';
import type { StandardSchemaV1 } from './standard-schema.ts';

// The type check of the project is the test here: an expected error that does not occur fails it.

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  purposes: { order: { legalBasis: 'contract' }, newsletter: { legalBasis: 'consent' } },
  recipients: { mailer: { role: 'processor', purposes: ['newsletter'] } },
});
const { DataSubject, SubjectId, PersonalData, defineModel, personal, nested, subjectId } =
  policy.declare();

test('a misspelt purpose does not compile in a policy', () => {
  const text = { version: '1', effectiveFrom: '2026-09-01' };
  const wrong = [
    definePolicy({
      ...text,
      purposes: { order: {} },
      // @ts-expect-error a recipient names a purpose that the policy does not declare
      recipients: { mailer: { role: 'processor', purposes: ['oder'] } },
    }),
    // @ts-expect-error a role names one
    definePolicy({ ...text, purposes: { order: {} }, roles: { staff: { purposes: ['oder'] } } }),
    definePolicy({
      ...text,
      purposes: { order: {} },
      // @ts-expect-error a cookie names one
      cookies: { basket: { category: 'functional', purpose: 'oder' } },
    }),
    definePolicy({
      ...text,
      purposes: { order: {} },
      // @ts-expect-error a tenant names one
      tenants: { acme: { controller: { name: 'Acme' }, instructedPurposes: ['oder'] } },
    }),
    // @ts-expect-error a compatible purpose names one
    definePolicy({ ...text, purposes: { order: { compatibleWith: ['oder'] } } }),
  ];
  expect(wrong).toHaveLength(5);
});

test('a misspelt purpose, category or data subject does not compile on a model', () => {
  // @ts-expect-error an unknown data subject
  @DataSubject('dpv:Visitors')
  class Customer {
    // @ts-expect-error a purpose that the policy does not declare
    @PersonalData({ category: 'email', purpose: 'oder' }) email = '';
    // @ts-expect-error one of several
    @PersonalData({ category: 'email', purpose: ['order', 'oder'] }) copy = '';
    // @ts-expect-error a category that the vocabulary does not have
    @PersonalData({ category: 'pd:EMail', purpose: 'order' }) other = '';
    // @ts-expect-error a legal basis that the law does not have
    @PersonalData({ category: 'email', purpose: 'order', legalBasis: 'habit' }) last = '';
    @PersonalData({ category: 'email', purpose: ['order', 'newsletter'] }) right = '';
  }
  expect(new Customer().right).toBe('');
});

test('a misspelt purpose does not compile without decorators either', () => {
  defineModel('Customer', {
    fields: {
      id: subjectId(),
      // @ts-expect-error a purpose that the policy does not declare
      email: personal({ category: 'email', purpose: 'oder' }),
      // @ts-expect-error written by hand
      copy: { kind: 'personal', uses: [{ category: 'email', purpose: 'oder' }] },
    },
  });
  const other = definePolicy({ version: '1', effectiveFrom: '2026-09-01', purposes: { care: {} } });
  const { personal: ofOther } = other.declare();
  // @ts-expect-error declared for another policy
  defineModel('Patient', { fields: { name: ofOther({ category: 'pd:Name', purpose: 'care' }) } });
  expect(policy.version).toBe(other.version);
});

test('fields of a schema are those that it puts out, and no others', () => {
  const schema = givenSchema<{ email: string } | { email: string; phone: string }>();
  const email = personal({ category: 'email', purpose: 'order' });
  const Lead = defineModel('Lead', { schema, fields: { email, phone: subjectId() } });
  // @ts-expect-error the schema has no such key
  defineModel('Lead', { schema, fields: { email, mail: email } });
  const shape: string | undefined = Lead.shape?.email;
  expect(shape).toBeUndefined();
});

test('static and symbol members do not compile, and are refused where types are not checked', () => {
  const key = Symbol('key');
  expect(() => {
    class Customer {
      // @ts-expect-error a static member
      @SubjectId() static count = 0;
      // @ts-expect-error a symbol key
      @SubjectId() [key] = '';
    }
    return Customer;
  }).toThrow(expect.objectContaining({ code: 'declaration-invalid' }));
});

test('every policy is a policy of some purposes, and nests any model', () => {
  const input: PolicyInput = policy;
  // @ts-expect-error a text is no model
  nested(() => 'Customer');
  expect(() => {
    // @ts-expect-error a policy is read-only
    input.version = '2';
  }).toThrow(TypeError);
  expect(input.version).toBe('1');
});

function givenSchema<T>(): StandardSchemaV1<unknown, T> {
  return {
    '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: '' }] }) },
  };
}
