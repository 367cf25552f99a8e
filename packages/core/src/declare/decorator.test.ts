import { expect, test } from 'vitest';
import { definePolicy } from './define-policy.ts';
import type { ModelRef } from './model.ts';
import { declarationOf, isDeclared } from './registry.ts';

const { DataSubject, SubjectId, PersonalData, NotPersonal, Nested } = givenPolicy().declare();

test('a decorated class says of each key what it is, and whose data they are', () => {
  class Address {
    @PersonalData({ category: 'pd:City', purpose: 'order' }) city = '';
  }

  @DataSubject('dpv:Customer')
  class Customer {
    @SubjectId() id = '';
    @PersonalData({ category: 'email', purpose: ['order', 'newsletter'] }) email = '';
    @Nested(() => Address, 'array') addresses: Address[] = [];
    @Nested(() => Address) home?: Address;
    @NotPersonal() tier = '';
    undeclared = '';
  }

  const declaration = declarationOf(Customer);
  expect(declaration?.name).toBe('Customer');
  expect(declaration?.dataSubject).toBe('dpv:Customer');
  expect(kindsOf(Customer)).toEqual({
    id: ['subject-id'],
    email: ['personal'],
    addresses: ['nested'],
    home: ['nested'],
    tier: ['not-personal'],
  });
  expect(declaration?.fields.get('addresses')).toMatchObject([{ as: 'array' }]);
  expect(declaration?.fields.get('home')).toMatchObject([{ as: 'one' }]);
});

test('declarations of one key add up: one decorator per legal basis or necessity', () => {
  class Customer {
    @SubjectId()
    @PersonalData({ category: 'email', purpose: 'order', necessity: 'required', consequence: '…' })
    @PersonalData({ category: 'email', purpose: 'newsletter' })
    email = '';
  }
  expect(kindsOf(Customer).email?.toSorted()).toEqual(['personal', 'personal', 'subject-id']);
});

test('an accessor is declared like a field', () => {
  class Customer {
    first = 'A';
    @PersonalData({ category: 'pd:Name', purpose: 'order' }) get initial(): string {
      return this.first.slice(0, 1);
    }
  }
  expect(kindsOf(Customer)).toEqual({ initial: ['personal'] });
});

test('a class declares what it says itself, not what it inherits', () => {
  class Person {
    @PersonalData({ category: 'pd:Name', purpose: 'order' }) name = '';
  }
  class Customer extends Person {
    @PersonalData({ category: 'email', purpose: 'order' }) email = '';
  }
  class Silent extends Person {}
  expect(kindsOf(Customer)).toEqual({ email: ['personal'] });
  expect(kindsOf(Person)).toEqual({ name: ['personal'] });
  expect(isDeclared(Silent)).toBe(false);
  expect(declarationOf(Silent)).toBeUndefined();
});

test('what a decorator was given can change no declaration afterwards', () => {
  const purposes: ('order' | 'newsletter')[] = ['order'];
  class Customer {
    @PersonalData({ category: 'email', purpose: purposes }) email = '';
  }
  purposes.push('newsletter');
  expect(declarationOf(Customer)?.fields.get('email')).toMatchObject([
    { uses: [{ purpose: ['order'] }] },
  ]);
});

test.each([
  ['a static member', () => apply(class Customer {}, 'email')],
  ['a key that is no string', () => apply({}, Symbol('email'))],
  ['a parameter', () => apply({}, 'save', 0)],
  ['a method', () => apply({}, 'save', { value: () => undefined })],
  ['a private field', () => apply(undefined, context({ private: true, name: '#email' }))],
  ['a static field', () => apply(undefined, context({ static: true }))],
  ['a standard method', () => apply(undefined, context({ kind: 'method' }))],
  ['a symbol field', () => apply(undefined, context({ name: Symbol('email') }))],
])('%s cannot be declared, and that is said', (_, decorate) => {
  expect(decorate).toThrow(expect.objectContaining({ code: 'declaration-invalid' }));
});

test('one class is not of two kinds of data subject, and nests in known ways only', () => {
  class Customer {}
  DataSubject('dpv:Customer')(Customer);
  expect(() => DataSubject('dpv:Customer')(Customer)).not.toThrow();
  for (const wrong of [
    () => DataSubject('dpv:Employee')(Customer),
    () => Reflect.apply(Nested, undefined, [() => Customer, 'list']),
    () => Reflect.apply(Nested, undefined, [undefined]),
  ]) {
    expect(wrong).toThrow(expect.objectContaining({ code: 'declaration-invalid' }));
  }
});

test('a compiler that fills no metadata is told of, not ignored', () => {
  expect(() => apply(undefined, context({ metadata: undefined }))).toThrow(
    expect.objectContaining({ code: 'decorator-metadata-missing' }),
  );
  expect(() =>
    DataSubject('dpv:Customer')(class Customer {}, { kind: 'class', metadata: undefined }),
  ).toThrow(expect.objectContaining({ code: 'decorator-metadata-missing' }));
});

test('a field of a plain context is declared: the control of the refusals above', () => {
  expect(() => apply(undefined, context({}))).not.toThrow();
  expect(() => apply({}, 'email')).not.toThrow();
});

/** Calls a field decorator as compilers do, also in ways that do not compile. */
function apply(...args: readonly unknown[]): void {
  Reflect.apply(SubjectId(), undefined, args);
}

function context(differing: object): object {
  const plain = { kind: 'field', name: 'email', static: false, private: false, metadata: {} };
  return { ...plain, ...differing };
}

function kindsOf(model: ModelRef): Record<string, readonly string[]> {
  const fields = declarationOf(model)?.fields ?? new Map<string, readonly never[]>();
  return Object.fromEntries([...fields].map(([key, said]) => [key, said.map(({ kind }) => kind)]));
}

function givenPolicy() {
  return definePolicy({
    version: '1',
    effectiveFrom: '2026-09-01',
    purposes: { order: { legalBasis: 'contract' }, newsletter: { legalBasis: 'consent' } },
  });
}
