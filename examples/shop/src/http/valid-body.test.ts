import { isPrivacyError } from '@lawful/core';
import { expect, test } from 'vitest';
import { NewCustomer } from '../models/customer.ts';
import { NewsletterRequest } from '../models/newsletter.ts';
import { NewOrder } from '../models/order.ts';
import { validBody } from './valid-body.ts';

const ADDRESS = { street: '1 quai Lamartine', postalCode: '35000', city: 'Rennes', country: 'FR' };
const ORDER = { items: [{ sku: 'BOOK-1', quantity: 2 }], shippingAddress: ADDRESS };
const CUSTOMER = { email: 'ada@customers.example', firstName: 'Ada', lastName: 'Byron' };
const CANARY = 'cnry-7f3a';

test('what fits comes back as the class, nested ones too', async () => {
  const order = await validBody(NewOrder, ORDER);
  expect(order).toBeInstanceOf(NewOrder);
  expect(order).toEqual(ORDER);
  const customer = { ...CUSTOMER, phone: '+33 2 99 00 00 00', birthDate: '1990-12-10' };
  expect(await validBody(NewCustomer, customer)).toEqual(customer);
});

test('optional fields may be absent or null', async () => {
  expect(await validBody(NewCustomer, { ...CUSTOMER, phone: null })).toMatchObject(CUSTOMER);
  expect(await validBody(NewsletterRequest, {})).toEqual({});
});

test('what is not declared is left out, at every level', async () => {
  const order = await validBody(NewOrder, {
    ...ORDER,
    note: CANARY,
    items: [{ ...ORDER.items[0], gift: CANARY }],
    shippingAddress: { ...ADDRESS, door: CANARY },
  });
  expect(JSON.stringify(order)).not.toContain(CANARY);
});

test('keys named like parts of an object change nothing', async () => {
  const body: unknown = JSON.parse(
    `{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":"${CANARY}","email":"ada@customers.example","firstName":"Ada","lastName":"Byron"}`,
  );
  const customer = await validBody(NewCustomer, body);
  expect(JSON.parse(JSON.stringify(customer))).toEqual(CUSTOMER);
  expect('admin' in customer).toBe(false);
  expect('admin' in {}).toBe(false);
});

test.each([
  ['email', 'not an address'],
  ['email', 42],
  ['email', ['ada@customers.example']],
  ['firstName', ''],
  ['firstName', '   '],
  ['firstName', { first: 'Ada' }],
  ['lastName', 'x'.repeat(101)],
  ['lastName', 'a\u0000b'],
  ['lastName', 'a\ud800b'],
  ['phone', 'call me'],
  ['phone', 33],
  ['birthDate', '10/12/1990'],
  ['birthDate', '1990-02-30'],
  ['birthDate', '0000-01-01'],
  ['birthDate', '1990-W01-1'],
  ['birthDate', '1990-12-10T00:00:00Z'],
])('a customer whose %s does not fit is refused there', async (field, value) => {
  expect(await pointers(NewCustomer, { ...CUSTOMER, [field]: value })).toEqual([`#/${field}`]);
});

test.each([
  ['#/items', { ...ORDER, items: [] }],
  ['#/items', { ...ORDER, items: 'BOOK-1' }],
  ['#/items/0', { ...ORDER, items: [null] }],
  ['#/items', { shippingAddress: ADDRESS }],
  ['#/items/0/sku', { ...ORDER, items: [{ quantity: 1 }] }],
  ['#/items/1/quantity', { ...ORDER, items: [ORDER.items[0], { sku: 'BOOK-1', quantity: 0 }] }],
  ['#/items/0/quantity', { ...ORDER, items: [{ sku: 'BOOK-1', quantity: 1.5 }] }],
  ['#/items/0/quantity', { ...ORDER, items: [{ sku: 'BOOK-1', quantity: '1' }] }],
  ['#/items/0/quantity', { ...ORDER, items: [{ sku: 'BOOK-1', quantity: 1e9 }] }],
  ['#/shippingAddress', { items: ORDER.items }],
  ['#/shippingAddress', { ...ORDER, shippingAddress: null }],
  ['#/shippingAddress', { ...ORDER, shippingAddress: [ADDRESS] }],
  ['#/shippingAddress/city', { ...ORDER, shippingAddress: { ...ADDRESS, city: 7 } }],
])('an order that does not fit is refused at %s', async (pointer, order) => {
  expect(await pointers(NewOrder, order)).toContain(pointer);
});

test.each([undefined, null, [], 'text', 3])('a body that is no object is refused', async (body) => {
  expect(await pointers(NewCustomer, body)).toEqual(['#']);
});

test('a refusal never repeats what was sent', async () => {
  const error = await refusal(NewCustomer, {
    email: CANARY,
    firstName: [CANARY],
    lastName: { [CANARY]: CANARY },
    phone: CANARY,
    birthDate: CANARY,
    [CANARY]: CANARY,
  });
  expect(JSON.stringify([error.message, error.details])).not.toContain(CANARY);
});

async function refusal(Shape: new () => object, body: unknown) {
  const thrown: unknown = await validBody(Shape, body).catch((error: unknown) => error);
  if (!isPrivacyError(thrown)) throw new Error('the body was not refused as it should be');
  expect(thrown.code).toBe('request-invalid');
  return thrown;
}

async function pointers(Shape: new () => object, body: unknown) {
  const { details } = await refusal(Shape, body);
  return [...new Set(details.errors?.map(({ pointer }) => pointer))];
}
