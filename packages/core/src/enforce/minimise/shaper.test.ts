import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { ModelRef } from '../../declare/model.ts';
import { PrivacyError } from '../../errors.ts';
import { type Direction, plansFor } from './plan.ts';
import { shapers } from './shaper.ts';
import { straysOf } from './strays.ts';
import { walkOf } from './walk.ts';

/** Generated code and closures are held to every expectation. */
const both = [
  { how: 'generated code', generate: true },
  { how: 'closures', generate: false },
];

test.each(both)('$how serves the fields of the purpose and nothing else', ({ generate }) => {
  const shape = given(Customer, 'order', { generate });
  const row = { id: 'c1', email: 'a@b', phone: '1', tier: 'gold', secret: 's', birthDate: 'd' };
  expect(json(shape(row))).toEqual({ id: 'c1', email: 'a@b', tier: 'gold' });
  expect(json(given(Customer, 'delivery', { generate })(row))).toEqual({
    id: 'c1',
    phone: '1',
    tier: 'gold',
  });
});

test.each(both)('$how reads getters of a class and follows inheritance', ({ generate }) => {
  class Row {
    #email = 'a@b';
    get email() {
      return this.#email;
    }
  }
  class Special extends Row {
    id = 'c1';
    get tier() {
      return 'gold';
    }
  }
  expect(json(given(Customer, 'order', { generate })(new Special()))).toEqual({
    id: 'c1',
    email: 'a@b',
    tier: 'gold',
  });
});

test.each(both)(
  '$how takes only own keys on the way in: an inherited one was not sent',
  ({ generate }) => {
    const shape = given(Customer, 'order', { generate, direction: 'in' });
    expect(shape(Object.create({ email: 'inherited' }))).toEqual({});
    expect(shape({ email: 'a@b', id: 'somebody else', phone: '1' })).toEqual({ email: 'a@b' });
  },
);

test.each(both)(
  '$how takes nothing for sent that somebody has put on the prototype of all objects',
  ({ generate }) => {
    const shape = given(Customer, 'order', { generate, direction: 'in' });
    expect(shape({ email: 'a@b' }), 'before').toEqual({ email: 'a@b' });
    const put = { value: 'gold', configurable: true, writable: true };
    Object.defineProperty(Object.prototype, 'tier', put);
    try {
      expect(Object.hasOwn(Object(shape({ email: 'a@b' })), 'tier')).toBe(false);
      expect(Object.hasOwn(Object(shape({ email: 'a@b', tier: 'x' })), 'tier')).toBe(true);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'tier');
    }
  },
);

test.each(both)('$how keeps null and leaves undefined out', ({ generate }) => {
  const shape = given(Customer, 'order', { generate });
  expect(JSON.stringify(shape({ id: 'c1', email: null, tier: undefined }))).toBe(
    '{"id":"c1","email":null}',
  );
});

test.each(both)('$how never writes what it reads', ({ generate }) => {
  const row = deepFreeze({
    id: 'c1',
    email: 'a@b',
    notes: { list: [1, { a: 2 }] },
    home: { street: 's' },
    others: [{ street: 't' }],
    named: { work: { street: 'u' } },
  });
  const before = JSON.stringify(row);
  const shaped = given(Customer, 'order', { generate })(row);
  expect(JSON.stringify(row)).toBe(before);
  expect(Reflect.get(Object(shaped), 'notes'), 'a copy').not.toBe(row.notes);
});

test.each(both)('$how shapes one, array, Set, map and Map of nested models', ({ generate }) => {
  const shape = given(Customer, 'order', { generate });
  const home = { street: 's', doorCode: '7' };
  const expected = { street: 's' };
  expect(json(shape({ id: 'c1', home }))).toEqual({ id: 'c1', home: expected });
  // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
  expect(json(shape({ id: 'c1', others: [home, null, undefined, , home] }))).toEqual({
    id: 'c1',
    others: [expected, null, null, null, expected],
  });
  expect(json(shape({ id: 'c1', others: new Set([home]) }))).toEqual({
    id: 'c1',
    others: [expected],
  });
  for (const named of [
    { work: home, none: null },
    new Map<string, object | null>([
      ['work', home],
      ['none', null],
    ]),
  ]) {
    expect(json(shape({ id: 'c1', named }))).toEqual({
      id: 'c1',
      named: { work: expected, none: null },
    });
  }
});

test.each(both)('$how drops a nested model of which nothing serves the purpose', ({ generate }) => {
  expect(
    json(given(Customer, 'newsletter', { generate })({ id: 'c1', home: { street: 's' } })),
  ).toEqual({ id: 'c1' });
});

test.each(both)(
  '$how: __proto__ and constructor are keys like others, and change no prototype',
  ({ generate }) => {
    const shape = given(Customer, 'order', { generate, direction: 'in' });
    const body: unknown = JSON.parse(
      '{"email":"a@b","__proto__":{"tier":"gold"},"constructor":{"prototype":{"x":1}},"notes":{"__proto__":{"x":1},"constructor":2},"named":{"__proto__":{"street":"s"}}}',
    );
    const shaped = shape(body);
    expect(Object.keys(Object(shaped))).toEqual(['email', 'notes', 'named']);
    expect(JSON.stringify(shaped)).toBe(
      '{"email":"a@b","notes":{"__proto__":{"x":1},"constructor":2},"named":{"__proto__":{"street":"s"}}}',
    );
    expect(Reflect.get({}, 'x')).toBeUndefined();
  },
);

test.each(both)(
  '$how serves an object without a prototype and a proxy like any other',
  ({ generate }) => {
    const shape = given(Customer, 'order', { generate });
    const bare = Object.assign(Object.create(null), { id: 'c1', email: 'a@b', phone: '1' });
    expect(json(shape(bare))).toEqual({ id: 'c1', email: 'a@b' });
    expect(json(shape(new Proxy(bare, {})))).toEqual({ id: 'c1', email: 'a@b' });
  },
);

test.each(both)(
  '$how asks no toJSON of a declared element: its declaration decides',
  ({ generate }) => {
    const row = { id: 'c1', email: 'a@b', toJSON: () => ({ everything: 'leaks' }) };
    expect(json(given(Customer, 'order', { generate })(row))).toEqual({ id: 'c1', email: 'a@b' });
  },
);

test.each([
  ['out', 'response-shape-mismatch'],
  ['in', 'body-not-declared'],
] as const)('what has not the declared shape is refused on the way %s as %s', (direction, code) => {
  for (const { generate } of both) {
    const shape = given(Customer, 'order', { generate, direction });
    for (const wrong of ['text', 7, true, null, [], new Map(), new Set(), undefined]) {
      expect(codeOf(() => shape(wrong))).toBe(code);
    }
    for (const wrong of [
      { home: 'text' },
      { home: [] },
      { others: {} },
      { others: [7] },
      { others: new Map() },
      { named: [] },
      { named: 7 },
      { named: new Set() },
      { named: { a: 7 } },
    ]) {
      expect(codeOf(() => shape({ id: 'c1', ...wrong }))).toBe(code);
    }
  }
});

test.each([
  ['out', 'response-shape-mismatch'],
  ['in', 'nesting-too-deep'],
] as const)(
  'a model that contains itself ends at a bounded depth on the way %s: %s',
  (direction, code) => {
    for (const { generate } of both) {
      const shape = given(Comment, 'order', { generate, direction });
      const circular: { text: string; replies: object[] } = { text: 't', replies: [] };
      circular.replies.push(circular);
      expect(codeOf(() => shape(circular))).toBe(code);
      expect(json(shape({ text: 'a', replies: [{ text: 'b', replies: [], extra: 1 }] }))).toEqual({
        text: 'a',
        replies: [{ text: 'b', replies: [] }],
      });
    }
  },
);

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: {
    order: { legalBasis: 'contract' },
    delivery: { legalBasis: 'contract' },
    newsletter: { legalBasis: 'consent' },
  },
});

const { defineModel, nested, notPersonal, personal, subjectId } = POLICY.declare();

const Address = defineModel('Address', {
  fields: {
    street: personal({ category: 'pd:Street', purpose: ['order', 'delivery'] }),
    doorCode: personal({ category: 'pd:PhysicalAddress', purpose: 'delivery' }),
  },
});

const Customer = defineModel('Customer', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: subjectId(),
    email: personal({ category: 'email', purpose: 'order' }),
    phone: personal({ category: 'pd:TelephoneNumber', purpose: 'delivery' }),
    birthDate: personal({ category: 'pd:BirthDate', purpose: 'newsletter' }),
    tier: notPersonal(),
    notes: notPersonal(),
    home: nested(() => Address),
    others: nested(() => Address, 'array'),
    named: nested(() => Address, 'map'),
  },
});

const Comment = defineModel('Comment', {
  dataSubject: 'dpv:Customer',
  fields: {
    text: notPersonal(),
    replies: nested((): ModelRef => Comment, 'array'),
  },
});

interface Given {
  readonly generate: boolean;
  readonly direction?: Direction;
}

function given(ref: ModelRef, purpose: string, { generate, direction = 'out' }: Given) {
  const catalogue = compileCatalogue({ policy: POLICY, models: [Customer, Comment] });
  const model = catalogue.models.get(ref);
  if (model === undefined) throw new Error('not declared');
  const planOf = plansFor(purpose, direction);
  const shaperOf = shapers(generate);
  const strays = straysOf(catalogue, direction, planOf, shaperOf);
  const shape = shaperOf(planOf(model));
  return (value: unknown): unknown => shape(value, walkOf(strays, undefined));
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

function deepFreeze<T extends object>(value: T): T {
  for (const held of Object.values(value))
    if (typeof held === 'object' && held !== null) deepFreeze(held);
  return Object.freeze(value);
}
