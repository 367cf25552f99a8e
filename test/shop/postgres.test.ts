import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { givenAccount, givenConsent, givenOrder } from './client.ts';
import { STAFF_TOKEN, startShop } from './running-shop.ts';

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
  const withdrawn = await request(one, 'DELETE /privacy/consents/newsletter', { token });
  // The shop that was just told: consent, then withdrawal.
  expect(withdrawn.headers.get('consent-epoch')).toBe('2');
  const headers = { 'consent-epoch': '2' };
  expect((await request(other, 'POST /newsletter', { token, body: {}, headers })).status).toBe(403);
  expect((await request(other, 'POST /newsletter', { token, body: {} })).status).toBe(403);
});

test('staff who look through another process no longer see who has withdrawn, five seconds later at most', async () => {
  const account = await givenAccount(one);
  const { token } = account;
  await givenConsent(one, account, 'analytics');
  await expect.poll(() => seenBy(other), { timeout: BOUND_MS }).toBe(true);
  await request(one, 'DELETE /privacy/consents/analytics', { token });
  const acknowledged = performance.now();
  for (;;) {
    const asked = performance.now();
    if (!(await seenBy(other))) break;
    expect(asked - acknowledged).toBeLessThan(BOUND_MS);
  }
});

/** What a purpose allows that says nothing else. */
const BOUND_MS = 5_000;

/** Whether staff see anybody: nobody else in these tests has consented to that. */
async function seenBy(shop: RunningExample): Promise<boolean> {
  const token = STAFF_TOKEN;
  const { body } = await request(shop, 'GET /staff/customers?purpose=analytics', { token });
  return body.length > 0;
}
