import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { givenAccount, givenConsent, givenOrder } from './client.ts';
import { startShop } from './running-shop.ts';

let postgres: Postgres;
let one: RunningExample;
let other: RunningExample;

beforeAll(async () => {
  postgres = await startPostgres();
  const DATABASE_URL = postgres.url;
  one = await startShop({ DATABASE_URL });
  other = await startShop({ DATABASE_URL });
});

afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await postgres?.stop();
});

test('with DATABASE_URL the shop keeps everything in PostgreSQL, for all its processes', async () => {
  const account = await givenAccount(one);
  const { token } = account;
  const { id, shippingAddress } = await givenOrder(one, account);
  const label = await request(other, `GET /orders/${id}/shipping-label`, { token });
  expect(label.body.address).toEqual(shippingAddress);
  const me = await request(other, 'GET /customers/me', { token });
  expect(me.body.birthDate).toBe(account.birthDate);
});

test('consent withdrawn through one process is refused by another on the very next call', async () => {
  const account = await givenAccount(one);
  const { token } = account;
  await givenConsent(one, account);
  expect((await request(other, 'POST /newsletter', { token, body: {} })).status).toBe(202);
  await request(one, 'DELETE /privacy/consents/newsletter', { token });
  expect((await request(other, 'POST /newsletter', { token, body: {} })).status).toBe(403);
});
