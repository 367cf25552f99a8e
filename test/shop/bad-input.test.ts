import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { givenAccount, givenAddress } from './client.ts';
import { expectProblem } from './expectations.ts';
import { startShop } from './running-shop.ts';

const CANARY = 'cnry4f8b1d';
let shop: RunningExample;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop?.stop());

test.each([
  ['malformed JSON', 400, `{"email":"${CANARY}@customers.example`],
  ['malformed JSON, value first', 400, `${CANARY}`],
  ['JSON that is no object', 400, `"${CANARY}"`],
  ['a list instead of an object', 422, `["${CANARY}"]`],
  ['an oversized body', 413, `{"email":"${CANARY}${'x'.repeat(1_000_000)}"}`],
  ['a deeply nested body', 422, `{"email":${'['.repeat(20_000)}"${CANARY}"${']'.repeat(20_000)}}`],
  ['a wrong type', 422, `{"email":["${CANARY}"],"firstName":"A","lastName":"B"}`],
  ['a missing field', 422, `{"email":"${CANARY}@customers.example","firstName":"${CANARY}"}`],
  [
    'a character that nothing can store',
    422,
    `{"email":"${CANARY}@customers.example","firstName":"${CANARY}\\u0000","lastName":"B"}`,
  ],
])('%s is answered by a problem that repeats nothing', async (_name, status, body) => {
  const answer = await request(shop, 'POST /customers', { body });
  expectProblem(answer, status);
  expect(answer.text).not.toContain(CANARY);
  expect(shop.lines.join('\n') + shop.errors()).not.toContain(CANARY);
});

test('a refused field is named by its pointer', async () => {
  const body = { email: CANARY, firstName: 'A', lastName: '' };
  const { body: problem } = await request(shop, 'POST /customers', { body });
  const pointers = problem.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect(pointers).toContain('#/lastName');
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/xml',
  'multipart/form-data; boundary=x',
])('a body of type %s is refused', async (type) => {
  const answer = await request(shop, 'POST /customers', {
    body: `email=${CANARY}`,
    headers: { 'content-type': type },
  });
  expectProblem(answer, 415);
  expect(answer.text).not.toContain(CANARY);
});

test('of duplicate keys the last wins', async () => {
  const body = `{"email":"first@dup.example","email":"last@dup.example","firstName":"A","lastName":"B"}`;
  const { body: opened } = await request(shop, 'POST /customers', { body });
  const me = await request(shop, 'GET /customers/me', { token: opened.token });
  expect(me.body.email).toBe('last@dup.example');
});

test('keys named like parts of an object are dropped', async () => {
  const body = `{"__proto__":{"role":"${CANARY}"},"constructor":{"prototype":{"role":"${CANARY}"}},"email":"proto@customers.example","firstName":"A","lastName":"B"}`;
  const { status, body: opened } = await request(shop, 'POST /customers', { body });
  expect(status).toBe(201);
  const { token } = opened;
  expect((await request(shop, 'GET /customers/me', { token })).text).not.toContain(CANARY);
});

test.each([
  ['an unknown article', [{ sku: CANARY, quantity: 1 }]],
  ['no article', []],
  ['none of an article', [{ sku: 'BOOK-1', quantity: 0 }]],
  ['less than none', [{ sku: 'BOOK-1', quantity: -1 }]],
  ['half an article', [{ sku: 'BOOK-1', quantity: 0.5 }]],
  ['a quantity in words', [{ sku: 'BOOK-1', quantity: 'one' }]],
  ['something that is no list', 'BOOK-1'],
])('an order for %s is refused, and nothing is ordered', async (_name, items) => {
  const { token } = await givenAccount(shop);
  const body = { items, shippingAddress: givenAddress() };
  const answer = await request(shop, 'POST /orders', { token, body });
  expectProblem(answer, 422);
  expect(answer.body.errors?.[0].pointer ?? '#/items').toMatch(/^#\/items/);
  expect(answer.text).not.toContain(CANARY);
  expect((await request(shop, 'GET /orders', { token })).body).toEqual([]);
});

test('an address without a city is refused at its pointer', async () => {
  const { token } = await givenAccount(shop);
  const { city: _city, ...shippingAddress } = givenAddress();
  const body = { items: [{ sku: 'BOOK-1', quantity: 1 }], shippingAddress };
  const answer = await request(shop, 'POST /orders', { token, body });
  expectProblem(answer, 422);
  expect(answer.body.errors[0].pointer).toBe('#/shippingAddress/city');
});

test.each([
  `GET /${CANARY}`,
  `GET /customers/${CANARY}@customers.example`,
  `POST /orders/${CANARY}/refund`,
  `GET /privacy/${CANARY}`,
] as const)('an unknown route is a problem that does not repeat the address: %s', async (line) => {
  const { token } = await givenAccount(shop);
  const answer = await request(shop, line, { token });
  expectProblem(answer, 404);
  expect(answer.text).not.toContain(CANARY);
  expect(shop.lines.join('\n') + shop.errors()).not.toContain(CANARY);
});

test.each([
  ['GET /customers', 'POST'],
  ['DELETE /customers/me', 'GET'],
  ['PUT /orders', 'POST'],
  ['PATCH /orders/1/shipping-label', 'GET'],
  ['GET /newsletter', 'POST'],
  ['DELETE /health', 'GET'],
  ['POST /staff/customers', 'GET'],
  ['POST /privacy/notice', 'GET'],
  ['POST /privacy/export', 'GET'],
  ['POST /.well-known/gpc.json', 'GET'],
] as const)(
  '%s is a method that the route does not know; Allow names %s',
  async (line, allowed) => {
    const { token } = await givenAccount(shop);
    const answer = await request(shop, line, { token });
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')).toContain(allowed);
  },
);

test.each([
  '/orders/%E0%A4%A/shipping-label',
  '/orders/%00/shipping-label',
  '/orders/..%2f..%2fetc',
  '/%2e%2e/%2e%2e/etc/passwd',
])('an address that cannot be read is a problem of the client: %s', async (path) => {
  const { token } = await givenAccount(shop);
  const answer = await request(shop, `GET ${path}` as 'GET /', { token });
  expect([400, 404]).toContain(answer.status);
  expectProblem(answer, answer.status);
});

test('what is not even HTTP is answered by a problem', async () => {
  const { hostname, port } = new URL(shop.url);
  const text = await new Promise<string>((done) => {
    let received = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${CANARY} nonsense\r\n\r\n`),
    );
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk;
    });
    socket.on('close', () => done(received));
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toContain('application/problem+json');
  expect(text).not.toContain(CANARY);
});
