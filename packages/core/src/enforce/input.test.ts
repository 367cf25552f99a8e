import { expect, test } from 'vitest';
import {
  Customer,
  codeOf,
  errorOf,
  givenShop,
  NewOrder,
  POLICY,
  type Purpose,
} from '../../fixtures/enforce-shop.ts';
import type { StandardResult } from '../declare/standard-schema.ts';
import type { ProcessingOptions } from './route-plan.ts';

const GIVEN = { email: 'anna@example.org', sku: 'BOOK-1' };

test('what the purpose may collect reaches the handler, the rest is dropped and counted', async () => {
  const { incoming, dropped } = await collected({
    ...GIVEN,
    birthDate: 'd',
    customer: 'c2',
    'x y': 1,
  });
  expect(incoming.body).toEqual(GIVEN);
  expect(dropped).toBe(3);
});

test('nothing dropped is not told', async () => {
  expect((await collected(GIVEN)).dropped).toBeUndefined();
});

test('what is dropped inside nested models is counted as well', async () => {
  const delivery = { street: 's', 'door/code~ é': 7, extra: 1 };
  const { incoming, dropped } = await collected({
    ...GIVEN,
    delivery,
    others: [delivery],
    named: { a: delivery },
  });
  expect(incoming.body).toMatchObject({ delivery: { street: 's', 'door/code~ é': 7 } });
  expect(dropped).toBe(3);
});

test.each([{}, { email: null }, { email: '' }, { email: undefined }, null, undefined])(
  'a mandatory field that is not given is told with its place and the consequence: %j',
  async (body) => {
    const error = await refused(body);
    expect(error).toMatchObject({
      code: 'mandatory-field-missing',
      details: {
        errors: [
          { pointer: '#/email', detail: 'mandatory', consequence: 'No confirmation can be sent.' },
        ],
      },
    });
  },
);

test('places are JSON Pointers, escaped; the keys of a map are not repeated', async () => {
  const error = await refused({
    ...GIVEN,
    delivery: { street: 's' },
    others: [{ 'door/code~ é': 1 }, {}],
    named: { 'anna@example.org': {} },
  });
  expect(error?.details.errors?.map((it) => it.pointer)).toEqual([
    '#/delivery/door~1code~0%20%C3%A9',
    '#/others/1/door~1code~0%20%C3%A9',
    '#/named/*/door~1code~0%20%C3%A9',
  ]);
});

test('a field that is mandatory for another purpose is not asked for', async () => {
  const { incoming } = await collected({ birthDate: '1990-05-01' }, {}, 'statistics');
  expect(incoming.body).toEqual({ birthDate: '1990-05-01' });
});

test('undeclared keys can be refused: named only where they are declared, for they may be personal values', async () => {
  const undeclared = await refused({ ...GIVEN, 'anna@example.org': 1 }, { undeclared: 'refuse' });
  expect(undeclared).toMatchObject({
    code: 'field-not-declared',
    details: { errors: [{ pointer: '#', detail: 'a key that is not declared' }] },
  });
  const surplus = await refused(
    { ...GIVEN, birthDate: 'd', customer: 'c2', delivery: { 'door/code~ é': 1, 'x@y': 1 } },
    { undeclared: 'refuse' },
  );
  expect(surplus).toMatchObject({
    code: 'field-not-necessary-for-purpose',
    details: {
      errors: [
        { pointer: '#/birthDate', detail: 'not necessary for this purpose' },
        { pointer: '#/customer', detail: 'not chosen by the sender' },
        { pointer: '#/delivery', detail: 'a key that is not declared' },
      ],
    },
  });
  expect((await collected(GIVEN, { undeclared: 'refuse' })).incoming.body).toEqual(GIVEN);
});

test('an answer names at most twenty fields', async () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1]));
  expect(
    (await refused({ ...GIVEN, ...many }, { undeclared: 'refuse' }))?.details.errors,
  ).toHaveLength(20);
  expect(
    (await refused({ ...GIVEN, others: Array.from({ length: 500 }, () => ({})) }))?.details.errors,
  ).toHaveLength(20);
});

test('a body or query for which nothing is declared is dropped and counted, or refused', async () => {
  const { begin, privacy, records } = givenShop();
  const incoming = { body: { a: 1, b: 2 }, query: { c: 3 }, params: { id: 7 } };
  const running = await begin(privacy.processing('order'), { subject: 'c1' }, incoming);
  expect(running.incoming).toEqual({ body: undefined, query: undefined, params: undefined });
  expect((await records()).at(-1)?.dropped).toBe(3);
  const strict = privacy.processing('order', { undeclared: 'refuse' });
  expect(await codeOf(() => begin(strict, { subject: 'c1' }, { body: { a: 1 } }))).toBe(
    'field-not-declared',
  );
  expect(await codeOf(() => begin(strict, { subject: 'c1' }, { query: { a: 1 } }))).toBe(
    'field-not-declared',
  );
  for (const nothing of [undefined, null, '', {}, []]) {
    expect(await codeOf(() => begin(strict, { subject: 'c1' }, { body: nothing }))).toBe(
      'nothing thrown',
    );
  }
  for (const something of ['text', 7, false, Buffer.from('bytes'), [1]]) {
    expect(await codeOf(() => begin(strict, { subject: 'c1' }, { body: something }))).toBe(
      'field-not-declared',
    );
  }
});

test.each(['text', 7, true, [], new Map(), new Set()])(
  'a body of another shape is refused as such: %s',
  async (body) => {
    expect((await refused(body))?.code).toBe('body-not-declared');
  },
);

test('nested fields of another shape are refused as such', async () => {
  for (const wrong of [
    { delivery: 'x' },
    { others: { 0: {} } },
    { named: [] },
    { others: ['x'] },
  ]) {
    expect((await refused({ ...GIVEN, ...wrong }))?.code).toBe('body-not-declared');
  }
});

test('a list is taken element by element, and all that is missing is told at once', async () => {
  const list = { body: [NewOrder] as const };
  expect((await collected([GIVEN, { ...GIVEN, extra: 1 }], list)).incoming.body).toEqual([
    GIVEN,
    GIVEN,
  ]);
  expect((await collected([], list)).incoming.body).toEqual([]);
  const error = await refused([GIVEN, {}, { sku: 'x' }], list);
  expect(error?.details.errors?.map((it) => it.pointer)).toEqual(['#/1/email', '#/2/email']);
  for (const wrong of [{}, 'x', undefined, null, { length: 1 }])
    expect((await refused(wrong, list))?.code).toBe('body-not-declared');
  for (const wrong of [[null], ['x'], [[GIVEN]]])
    expect((await refused(wrong, list))?.code).toBe('body-not-declared');
});

test('params and query are minimised like a body', async () => {
  const { begin, privacy } = givenShop();
  const processing = privacy.processing('order', { params: Customer, query: Customer });
  const params = Object.assign(Object.create(null), { email: 'a', x: 1 });
  const { incoming } = await begin(
    processing,
    { subject: 'c1' },
    { params, query: { tier: 'gold', birthDate: 'd' } },
  );
  expect(incoming).toEqual({ body: undefined, params: { email: 'a' }, query: { tier: 'gold' } });
});

test('JSON nested a hundred thousand levels deep is dropped, or refused, without harm', async () => {
  const deep: unknown = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
  expect((await collected({ ...GIVEN, extra: deep })).incoming.body).toEqual(GIVEN);
  expect((await refused({ ...GIVEN, sku: deep }))?.code).toBe('nesting-too-deep');
});

test('a schema is asked first; what it says of a value is not repeated', async () => {
  const schema = (
    validate: (
      value: unknown,
    ) => StandardResult<{ email: string; tags: string[] }> | Promise<never>,
  ) => ({ '~standard': { version: 1, vendor: 'test', validate } }) as const;
  const model = (validate: Parameters<typeof schema>[0]) => {
    const { defineModel, notPersonal, personal } = POLICY.declare();
    const fields = {
      email: personal({ category: 'email', purpose: 'order' }),
      tags: notPersonal(),
    };
    return defineModel('Validated', {
      dataSubject: 'dpv:Customer',
      schema: schema(validate),
      fields,
    });
  };
  const trimmed = model(() => ({ value: { email: 'trimmed', tags: ['a'], extra: 1 } as never }));
  expect(
    (await collected({ email: ' raw ' }, { body: trimmed }, 'order', [trimmed])).incoming.body,
  ).toEqual({ email: 'trimmed', tags: ['a'] });
  const broken = model(() => ({
    issues: [
      { message: 'anna@example.org is taken', path: ['email'] },
      { message: 'no', path: [{ key: 'tags' }, 3, 'anna@example.org'] },
      { message: 'no' },
    ],
  }));
  const error = await refused({}, { body: broken }, 'order', [broken]);
  expect(error?.code).toBe('request-invalid');
  expect(error?.details.errors).toEqual([
    { pointer: '#/email', detail: 'not valid' },
    { pointer: '#/tags/3', detail: 'not valid' },
    { pointer: '#', detail: 'not valid' },
  ]);
  const slow = model(() => Promise.reject(new Error('never')));
  expect((await refused({}, { body: slow }, 'order', [slow]))?.code).toBe('declaration-invalid');
});

type Models = Parameters<typeof givenShop>[0] extends infer O
  ? O extends { models?: infer M }
    ? M
    : never
  : never;

async function collected(
  body: unknown,
  options: ProcessingOptions = {},
  purpose: Purpose = 'order',
  models?: Models,
) {
  const { begin, privacy, records } = givenShop(models === undefined ? {} : { models });
  const processing = privacy.processing(purpose, { body: NewOrder, ...options });
  const { incoming } = await begin(processing, { subject: 'c1' }, { body });
  return { incoming, dropped: (await records()).at(-1)?.dropped };
}

function refused(
  body: unknown,
  options: ProcessingOptions = {},
  purpose: Purpose = 'order',
  models?: Models,
) {
  return errorOf(() => collected(body, options, purpose, models));
}
