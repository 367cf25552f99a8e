import { expect, test } from 'vitest';
import { Address, Customer, codeOf, givenShop } from '../../fixtures/enforce-shop.ts';
import { type AnswerShape, opaque, type Returns } from './returns.ts';
import type { SubjectMode } from './route-plan.ts';

const ANNA = {
  id: 'c1',
  email: 'anna@example.org',
  phone: '1',
  birthDate: 'd',
  tier: 'gold',
  extra: 'x',
};
const SERVED = { id: 'c1', email: 'anna@example.org', phone: '1', tier: 'gold' };

test.each<{ why: string; returns: AnswerShape; value: unknown; expected: unknown }>([
  { why: 'a model', returns: Customer, value: ANNA, expected: SERVED },
  { why: 'a model or nothing', returns: Customer, value: null, expected: null },
  { why: 'a list', returns: [Customer], value: [ANNA, ANNA], expected: [SERVED, SERVED] },
  { why: 'an empty list', returns: [Customer], value: [], expected: [] },
  { why: 'a Set as a list', returns: [Customer], value: new Set([ANNA]), expected: [SERVED] },
  {
    why: 'a wrapper',
    returns: { items: [Customer], first: Customer, total: 'not-personal' },
    value: { items: [ANNA], first: ANNA, total: 1, secret: 's' },
    expected: { items: [SERVED], first: SERVED, total: 1 },
  },
  {
    why: 'a wrapper with parts missing',
    returns: { items: [Customer], total: 'not-personal' },
    value: { total: null },
    expected: { total: null },
  },
  {
    why: 'lists of scalars that are not personal',
    returns: { tags: 'not-personal', at: 'not-personal' },
    value: { tags: ['a', ['b', 1]], at: new Date(0) },
    expected: { tags: ['a', ['b', 1]], at: '1970-01-01T00:00:00.000Z' },
  },
  {
    why: 'a class with getters',
    returns: { items: [Customer] },
    value: new (class {
      get items() {
        return [ANNA];
      }
    })(),
    expected: { items: [SERVED] },
  },
])('serves $why by its declaration', async ({ returns, value, expected }) => {
  expect(json(await serve(returns, value))).toEqual(expected);
});

test.each<{ why: string; returns: AnswerShape; value: unknown }>([
  { why: 'a list for a model', returns: Customer, value: [ANNA] },
  { why: 'a model for a list', returns: [Customer], value: ANNA },
  { why: 'nothing for a model', returns: Customer, value: undefined },
  { why: 'a text for a model', returns: Customer, value: 'anna' },
  { why: 'a Map for a model', returns: Customer, value: new Map(Object.entries(ANNA)) },
  { why: 'texts in a list', returns: [Customer], value: ['anna'] },
  { why: 'a list for a wrapper', returns: { items: [Customer] }, value: [ANNA] },
  {
    why: 'an object said to be not personal',
    returns: { total: 'not-personal' },
    value: { total: ANNA },
  },
  {
    why: 'an object in a list said to be not personal',
    returns: { total: 'not-personal' },
    value: { total: [[ANNA]] },
  },
  {
    why: 'an endless list said to be not personal',
    returns: { total: 'not-personal' },
    value: { total: endless() },
  },
])('refuses $why as our own mistake, before anything leaves', async ({ returns, value }) => {
  expect(await codeOf(() => serve(returns, value))).toBe('response-shape-mismatch');
});

test('an answer by status; one that nobody declared is refused', async () => {
  const returns = { 200: Customer, 202: 'nothing' } as const;
  expect(json(await serve(returns, ANNA))).toEqual(SERVED);
  expect(await codeOf(() => serve(returns, ANNA, 202)), 'declared to be empty').toBe(
    'response-not-declared',
  );
  expect(await codeOf(() => serve(returns, ANNA, 201))).toBe('response-not-declared');
  expect(await codeOf(() => serve(undefined, ANNA))).toBe('response-not-declared');
});

test('an opaque body leaves as it is, and the reason is kept in the audit trail', async () => {
  const { begin, privacy, records } = givenShop();
  const processing = privacy.processing('order', {
    returns: opaque('the invoice is a signed PDF'),
  });
  const running = await begin(processing, { subject: 'c1' });
  await running.serveOpaque(200);
  const value = { any: 'thing' };
  expect(await running.serve(value, 200)).toBe(value);
  expect((await records()).map(({ kind, reason }) => [kind, reason])).toEqual([
    ['decision', 'contract'],
    ['served', 'opaque: the invoice is a signed PDF'],
    ['served', 'opaque: the invoice is a signed PDF'],
  ]);
  expect(() => opaque(' ')).toThrow('without a reason');
});

test('a body that is not written as JSON is refused unless it is declared opaque', async () => {
  const { begin, privacy } = givenShop();
  const running = await begin(privacy.processing('order', { returns: Customer }), {
    subject: 'c1',
  });
  expect(await codeOf(() => running.serveOpaque(200))).toBe('response-not-declared');
  expect(await codeOf(() => running.serveOpaque(404))).toBe('response-not-declared');
});

test('what was served is recorded once per answer, by names only', async () => {
  const { begin, privacy, records } = givenShop();
  const running = await begin(privacy.processing('order', { returns: [Customer] }), {
    subject: 'c1',
  });
  await running.serve([ANNA, ANNA], 200);
  const served = (await records()).filter(({ kind }) => kind === 'served');
  expect(served).toHaveLength(1);
  expect(served[0]?.fields).toEqual([
    'Customer.email',
    'Customer.phone',
    'Address.street',
    'Address.door/code~ é',
  ]);
  expect(JSON.stringify(served)).not.toContain('anna');
});

test('another data subject is never served on a self-service route', async () => {
  for (const value of [
    { ...ANNA, id: 'c2' },
    { ...ANNA, id: undefined },
  ]) {
    expect(await codeOf(() => serve(Customer, value))).toBe('subject-mismatch');
    expect(await codeOf(() => serve({ items: [Customer] }, { items: [ANNA, value] }))).toBe(
      'subject-mismatch',
    );
  }
});

test('a route that creates a subject serves the one whom it bound, or the only one in its answer', async () => {
  expect(json(await serve(Customer, ANNA, 200, 'new'))).toEqual(SERVED);
  const other = { ...ANNA, id: 'c2' };
  expect(await codeOf(() => serve([Customer], [ANNA, other], 200, 'new'))).toBe('subject-mismatch');
});

test('what is served is sighted: it stays out of texts of the same unit of work', async () => {
  const { begin, privacy } = givenShop();
  const running = await begin(privacy.processing('order', { returns: { items: [Customer] } }), {
    subject: 'c1',
  });
  await running.serve({ items: [ANNA] }, 200);
  expect(running.unit.sightings.redact('anna@example.org, gold')).toBe('REDACTED, gold');
});

test('a list of which no element could ever be served does not start', () => {
  const { privacy } = givenShop();
  expect(() => privacy.processing('order', { subject: 'each', returns: [Address] })).toThrow(
    'needs a subject id above Address.street',
  );
  expect(() =>
    privacy.processing('order', { subject: 'each', returns: { items: [Customer] } }),
  ).not.toThrow();
});

test('a model that nobody lists does not start', () => {
  class Stranger {}
  expect(() => givenShop().privacy.processing('order', { returns: Stranger })).toThrow('Stranger');
  expect(() => givenShop().privacy.processing('order', { body: [Stranger] })).toThrow('Stranger');
});

test('what is shaped is a copy: the handler keeps its own, frozen or not', async () => {
  const value = Object.freeze({ items: Object.freeze([Object.freeze({ ...ANNA })]) });
  expect(json(await serve({ items: [Customer] }, value))).toEqual({ items: [SERVED] });
  expect(value.items[0]).toEqual(ANNA);
});

async function serve(
  returns: Returns | undefined,
  value: unknown,
  status = 200,
  subject: SubjectMode = 'self',
) {
  const { begin, privacy } = givenShop();
  // Somebody unknown may bring data in, and nothing else.
  const operation = subject === 'new' ? 'dpv:Collect' : 'dpv:Consult';
  const options = { subject, operation, ...(returns === undefined ? {} : { returns }) } as const;
  const running = await begin(
    privacy.processing('order', options),
    subject === 'new' ? {} : { subject: 'c1' },
  );
  return running.serve(value, status);
}

function endless(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
