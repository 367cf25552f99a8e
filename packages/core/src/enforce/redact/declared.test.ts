import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { ModelRef } from '../../declare/model.ts';
import { canarySubject, findCanaries } from '../../testing/index.ts';
import { createDeclaredRedactor } from './declared.ts';
import { loggedError } from './errors.ts';

/** Generated code and closures are held to every expectation. */
const both = [
  { how: 'generated code', generate: true },
  { how: 'closures', generate: false },
];

test.each(both)(
  '$how: a request or response of node:http says its method, its route and its status, and nothing else',
  ({ generate }) => {
    const request = Object.assign(new IncomingMessage(new Socket()), {
      method: 'GET',
      url: '/customers/anna@example.org',
      route: { path: '/customers/:email' },
    });
    request.headers.cookie = 'session=anna@example.org';
    const response = new ServerResponse(request);
    response.setHeader('Set-Cookie', 'session=anna@example.org');
    expect(given(generate)({ request, response })).toEqual({
      request: { method: 'GET', route: '/customers/:email' },
      response: { statusCode: 200 },
    });
  },
);

test.each(both)(
  '$how: a declared model says REDACTED for what is personal and drops what is undeclared',
  ({ generate }) => {
    const anna = Object.assign(new Customer(), { extra: 'x' });
    expect(given(generate)(anna)).toEqual({
      id: 'REDACTED',
      email: 'REDACTED',
      tier: 'gold',
      home: { street: 'REDACTED', floor: 3 },
      others: [{ street: 'REDACTED' }, null],
      named: [{ street: 'REDACTED' }],
    });
  },
);

test.each(both)(
  '$how: wherever an instance sits, and however often, it is redacted',
  ({ generate }) => {
    const anna = new Customer();
    class Session {
      customer = anna;
    }
    class Answer {
      toJSON() {
        return { customer: anna };
      }
    }
    class Loaded extends Customer {
      loaded = 'x';
    }
    const hiding = Object.assign(new Customer(), { constructor: 'Object' });
    for (const place of [
      anna,
      [anna, anna],
      { a: { b: { c: [anna] } } },
      new Map<unknown, unknown>([
        [anna, 'x'],
        ['k', anna],
      ]),
      new Set([anna]),
      new Session(),
      new Answer(),
      new Loaded(),
      hiding,
      Object.freeze({ anna }),
      Object.create(null, { anna: { value: anna, enumerable: true } }),
      {
        get anna() {
          return anna;
        },
      },
      new Proxy(anna, {}),
      { [Symbol('s')]: anna },
      { list: Object.freeze([Object.freeze(anna)]) },
      Promise.resolve(anna),
      new Map([['k', anna]]).values(),
      anna.home,
    ]) {
      const seen = shown(given(generate)(place));
      expect(findCanaries(seen, CANARIES), seen).toEqual([]);
    }
  },
);

test('control: without redaction every canary comes out', () => {
  expect(
    findCanaries(shown(new Customer()), CANARIES)
      .map(({ field }) => field)
      .toSorted(),
  ).toEqual(['email', 'id', 'street']);
});

test('what holds no declared model is returned as it is', () => {
  const redact = given();
  for (const plain of [
    { a: 1, b: [1, { c: null }], d: new Date(0) },
    [1, 2],
    'text',
    7,
    null,
    undefined,
    true,
    10n,
  ]) {
    expect(redact(plain)).toBe(plain);
  }
});

test('nothing is ever changed: what is copied is copied, also where objects are frozen', () => {
  const anna = new Customer();
  const log = { anna, list: [anna, 1], map: new Map([['a', anna]]), keep: { a: 1 } };
  const redacted = given()(log);
  expect(log.anna).toBe(anna);
  expect(anna.email).toBe(CANARIES.email);
  expect(log.map.get('a')).toBe(anna);
  expect(Reflect.get(Object(redacted), 'keep')).toBe(log.keep);
});

test('what refers back to itself says so, also inside a model; shared references are written each time', () => {
  const circular: Record<string, unknown> = { a: 1 };
  circular.self = circular;
  expect(given()(circular)).toEqual({ a: 1, self: '[Circular]' });
  const anna = new Customer();
  anna.notes = { owner: anna };
  expect(given()({ first: anna, second: anna.home })).toMatchObject({
    first: { notes: { owner: '[Circular]' } },
    second: { street: 'REDACTED' },
  });
});

test('what is nested too deeply, or is too much, is withheld', () => {
  let deep: unknown = new Customer();
  for (let level = 0; level < 40; level++) deep = { deep };
  expect(JSON.stringify(given()(deep))).toContain('REDACTED: nested too deeply');
  let wide: object = { anna: new Customer() };
  for (let level = 0; level < 15; level++) wide = { a: wide, b: wide, c: wide };
  expect(JSON.stringify(given()(wide))).toContain('REDACTED: too much to search');
});

test('bytes are told by their number, errors by what may be told of them', () => {
  const error = Object.assign(new Error('no'), {
    detail: CANARIES.email,
    config: { data: new Customer() },
  });
  expect(given()({ bytes: Buffer.from('anna'), raw: new ArrayBuffer(3) })).toEqual({
    bytes: '4 bytes',
    raw: '3 bytes',
  });
  expect(given()({ error })).toMatchObject({ error: { type: 'Error', message: 'no' } });
  expect(findCanaries(shown(given()({ deep: [error] })), CANARIES)).toEqual([]);
});

test('a getter that throws withholds the whole, and logging goes on', () => {
  const throwing = {
    get a(): string {
      throw new Error(CANARIES.email);
    },
  };
  expect(given()(throwing)).toBe('REDACTED: it cannot be read');
  expect(given()({ fine: 1 })).toEqual({ fine: 1 });
});

test('a getter or toJSON that logs by itself disturbs nothing', () => {
  const redact = given();
  const nosy = {
    toJSON: () => ({ inner: redact({ anna: new Customer() }), anna: new Customer() }),
  };
  expect(findCanaries(shown(redact({ a: nosy, b: new Customer() })), CANARIES)).toEqual([]);
});

test('a toJSON that returns itself, or no end of others, ends', () => {
  const itself = { a: 1, toJSON: (): unknown => itself };
  const endless = (): object => ({ toJSON: endless });
  expect(given()(itself)).toBe('[Circular]');
  expect(given()(endless())).toBe('REDACTED: nested too deeply');
});

test.each(both)(
  '$how: for every nesting of plain data around a model, no canary comes out',
  ({ generate }) => {
    const redact = given(generate);
    const anna = new Customer();
    fc.assert(
      fc.property(
        fc.object({
          maxDepth: 4,
          withMap: true,
          withSet: true,
          values: [fc.constant(anna), fc.constant(anna.home), fc.integer(), fc.constant(null)],
        }),
        (log) => {
          expect(findCanaries(shown(redact(log)), CANARIES)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  },
);

const CANARIES = canarySubject(['id', 'email', 'street']);

const POLICY = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  purposes: { order: { legalBasis: 'contract' } },
});

class Address {
  street = CANARIES.street;
  floor?: number;
}

class Customer {
  id = CANARIES.id;
  email = CANARIES.email;
  tier = 'gold';
  absent = null;
  notes?: unknown;
  home = Object.assign(new Address(), { floor: 3 });
  others = [{ street: CANARIES.street }, null];
  named = new Map([[CANARIES.email, new Address()]]);
}

const declare = POLICY.declare();
declare.PersonalData({ category: 'pd:Street', purpose: 'order' })(Address.prototype, 'street');
declare.NotPersonal()(Address.prototype, 'floor');
declare.DataSubject('dpv:Customer')(Customer);
declare.SubjectId()(Customer.prototype, 'id');
declare.PersonalData({ category: 'email', purpose: 'order' })(Customer.prototype, 'email');
declare.PersonalData({ category: 'email', purpose: 'order' })(Customer.prototype, 'absent');
declare.NotPersonal()(Customer.prototype, 'tier');
declare.NotPersonal()(Customer.prototype, 'notes');
declare.Nested(() => Address)(Customer.prototype, 'home');
declare.Nested(() => Address, 'array')(Customer.prototype, 'others');
declare.Nested(() => Address, 'map')(Customer.prototype, 'named');

function given(generate = true): (value: unknown) => unknown {
  const { models } = compileCatalogue({ policy: POLICY, models: [Customer] });
  return createDeclaredRedactor(
    (ref: ModelRef) => models.get(ref),
    (error) => loggedError(error, (text) => text),
    generate,
  );
}

/** Everything that JSON and an inspector would show. */
function shown(value: unknown): string {
  return `${JSON.stringify(value)} ${inspect(value, { depth: 20, showHidden: false, customInspect: false, getters: true })}`;
}
