import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { PrivacyError } from '../../errors.ts';
import { copyValue } from './copy-value.ts';
import { type Direction, plansFor } from './plan.ts';
import { shapers } from './shaper.ts';
import { straysOf } from './strays.ts';
import { DEPTH_LIMIT, walkOf } from './walk.ts';

test('copies lists, objects, maps and sets, and keeps scalars', () => {
  const value = {
    list: [1, 'a', null, undefined, true, 10n],
    map: new Map<unknown, unknown>([
      ['a', { b: 1 }],
      [7, 'seven'],
    ]),
    set: new Set(['x', 'y']),
  };
  const copy = copied(value);
  expect(copy).toEqual({
    list: [1, 'a', null, undefined, true, 10n],
    map: { a: { b: 1 }, 7: 'seven' },
    set: ['x', 'y'],
  });
  expect(Reflect.get(Object(copy), 'list')).not.toBe(value.list);
});

test('dates and bytes stay what they are', () => {
  const values = [new Date(0), Buffer.from('bytes'), new Uint8Array([1])];
  expect(copied(values)).toEqual(values);
});

test('an instance of a declared model inside a value is shaped, wherever it sits', () => {
  const anna = new Person('p1', 'a@b', 'secret');
  const served = { id: 'p1', email: 'a@b' };
  expect(json(copied(anna))).toEqual(served);
  expect(json(copied([anna, { deep: new Map([['a', new Set([anna])]]) }]))).toEqual([
    served,
    { deep: { a: [served] } },
  ]);
});

test('an instance of a class beneath a declared one is shaped as the declared one', () => {
  class Proxied extends Person {
    readonly loaded = true;
  }
  expect(json(copied(new Proxied('p1', 'a@b', 'secret')))).toEqual({ id: 'p1', email: 'a@b' });
});

test('an own key named constructor does not hide which class an instance has', () => {
  const anna = Object.assign(new Person('p1', 'a@b', 'secret'), { constructor: Object });
  expect(json(copied(anna))).toEqual({ id: 'p1', email: 'a@b' });
});

test('what a toJSON returns is copied like everything else', () => {
  const anna = new Person('p1', 'a@b', 'secret');
  class Wrapper {
    toJSON() {
      return { person: anna, price: { toJSON: () => '12.50' } };
    }
  }
  expect(json(copied(new Wrapper()))).toEqual({
    person: { id: 'p1', email: 'a@b' },
    price: '12.50',
  });
  const itself = { a: 1, toJSON: () => itself };
  expect(json(copied(itself))).toEqual({ a: 1 });
});

test('a toJSON that nobody expects cannot speak for the copy', () => {
  const anna = new Person('p1', 'a@b', 'secret');
  const map = new Map<string, unknown>([
    ['toJSON', () => anna.secret],
    ['a', 1],
  ]);
  expect(json(copied(map))).toEqual({ a: 1 });
});

test('on the way in, value objects with a toJSON stay what they are', () => {
  const price = { cents: 1250, toJSON: () => '12.50' };
  expect(copied(price, 'in')).toBe(price);
});

test('an instance of another class is copied by its own keys, as JSON would', () => {
  class Point {
    x = 1;
    get hidden() {
      return 'not enumerable';
    }
  }
  expect(copied(new Point())).toEqual({ x: 1 });
});

test.each([
  ['in', 'nesting-too-deep'],
  ['out', 'response-shape-mismatch'],
] as const)('ends at a bounded depth on the way %s: %s', (direction, code) => {
  const circular: Record<string, unknown> = {};
  circular.self = [circular];
  const person = new Person('p1', 'a@b', 'secret');
  person.email = Object(person);
  for (const endless of [circular, nestedJson(100_000), person, selfishJson()]) {
    if (direction === 'in' && endless instanceof Person) continue;
    if (direction === 'in' && 'toJSON' in endless) continue;
    expect(codeOf(() => copied(endless, direction))).toBe(code);
  }
  expect(() => copied(nestedJson(DEPTH_LIMIT - 1), direction)).not.toThrow();
});

function selfishJson(): object {
  return { toJSON: () => selfishJson() };
}

function nestedJson(depth: number): object {
  let value: object = {};
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: { order: { legalBasis: 'contract' } },
});

class Person {
  id: string;
  email: string;
  secret: string;

  constructor(id: string, email: string, secret: string) {
    this.id = id;
    this.email = email;
    this.secret = secret;
  }
}

const declare = POLICY.declare();
declare.DataSubject('dpv:Customer')(Person);
declare.SubjectId()(Person.prototype, 'id');
declare.PersonalData({ category: 'email', purpose: 'order' })(Person.prototype, 'email');

function copied(value: object, direction: Direction = 'out'): unknown {
  const catalogue = compileCatalogue({ policy: POLICY, models: [Person] });
  const strays = straysOf(catalogue, direction, plansFor('order', direction), shapers());
  return copyValue(value, walkOf(strays, undefined));
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PrivacyError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}
