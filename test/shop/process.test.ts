import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { givenAccount, givenAddress, givenConsent, givenOrder } from './client.ts';
import { STAFF_TOKEN, startShop } from './running-shop.ts';

const running: RunningExample[] = [];
const directories: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((shop) => shop.stop()));
  await Promise.all(directories.splice(0).map((path) => rm(path, { recursive: true })));
});

describe('the data directory', () => {
  test('keeps accounts, orders, tokens and consents over a restart', async () => {
    const DATA_DIR = await givenDirectory();
    const first = await given({ DATA_DIR });
    const account = await givenAccount(first);
    const { token } = account;
    const { id } = await givenOrder(first, account);
    await givenConsent(first, account);
    expect(await first.stop()).toBe(0);

    const second = await given({ DATA_DIR });
    expect((await request(second, 'GET /customers/me', { token })).body.email).toBe(account.email);
    expect((await request(second, `GET /orders/${id}/shipping-label`, { token })).status).toBe(200);
    expect((await request(second, 'POST /newsletter', { token, body: {} })).status).toBe(202);
    const list = await request(second, 'GET /staff/customers?purpose=support', {
      token: STAFF_TOKEN,
    });
    expect(
      list.body.filter(({ email }: { email: string }) => email === account.email),
    ).toHaveLength(1);
  }, 60_000);

  test('is used by one shop at a time', async () => {
    const DATA_DIR = await givenDirectory();
    await given({ DATA_DIR });
    await expect(startShop({ DATA_DIR })).rejects.toThrow(/in use by another running shop/);
  });
});

describe('stopping', () => {
  test('SIGTERM lets a request under way finish, then the shop ends with 0', async () => {
    const shop = await given();
    const account = await givenAccount(shop);
    const slow = slowly(shop, account.token);
    await slow.begun;
    const ended = shop.stop();
    await settled();
    slow.finish();
    expect(await slow.status).toBe(201);
    expect(await ended).toBe(0);
    await expect(fetch(shop.url)).rejects.toThrow();
  });
});

describe('the log', () => {
  test('is JSON lines, one info line per request with the route and never the address', async () => {
    const shop = await given();
    const account = await givenAccount(shop);
    const { token } = account;
    await settled();
    const before = shop.lines.length;
    const { id } = await givenOrder(shop, account);
    await request(shop, `GET /orders/${id}/shipping-label?note=${account.lastName}`, { token });
    await request(shop, 'POST /newsletter', { token, body: {} });
    await request(shop, `GET /nowhere/${account.email}`);
    await settled();
    const lines = shop.lines.slice(before).map((line) => JSON.parse(line));
    const requests = lines.filter(({ level, route }) => level === 30 && route !== undefined);
    expect(requests.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
      'POST /orders 201',
      'GET /orders/:id/shipping-label 200',
      'POST /newsletter 403',
      'GET (no route) 404',
    ]);
    const text = shop.lines.join('\n') + shop.errors();
    for (const value of [id, token, account.email, account.lastName, account.id]) {
      expect(text).not.toContain(value);
    }
  });

  test('LOG_LEVEL leaves request lines out, the address is still told', async () => {
    const shop = await given({ LOG_LEVEL: 'warn' });
    await request(shop, 'GET /health');
    await settled();
    expect(shop.lines.filter((line) => line.includes('"route"'))).toEqual([]);
  });
});

describe('the environment', () => {
  test('secrets that are not given are made up and told', async () => {
    const shop = await given({ SHOP_STAFF_TOKEN: '', SHOP_SIGNING_KEY: '' });
    const token = /SHOP_STAFF_TOKEN .* (\S+)$/m.exec(shop.errors())?.[1] ?? '';
    expect(shop.errors()).toMatch(/SHOP_SIGNING_KEY .* \S+$/m);
    const list = await request(shop, 'GET /staff/customers?purpose=support', { token });
    expect(list.status).toBe(200);
  });

  test('what cannot be used stops the start and is named', async () => {
    await expect(startShop({ PORT: 'http' })).rejects.toThrow(/PORT/);
  });

  test('in production consents need a database that waits for the disk: without one the shop does not open', async () => {
    const DATA_DIR = await givenDirectory();
    await expect(startShop({ NODE_ENV: 'production', DATA_DIR })).rejects.toThrow(
      /ended with 1: .*store-not-durable.*DATABASE_URL/,
    );
  });
});

async function given(env: Readonly<Record<string, string>> = {}): Promise<RunningExample> {
  const shop = await startShop(env);
  running.push(shop);
  return shop;
}

async function givenDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'shop-'));
  directories.push(path);
  return path;
}

/** An order whose body arrives in two parts. */
function slowly(shop: RunningExample, token: string) {
  const body = JSON.stringify({
    items: [{ sku: 'BOOK-1', quantity: 1 }],
    shippingAddress: givenAddress(),
  });
  const sent = httpRequest(`${shop.url}/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  });
  const status = new Promise<number | undefined>((done, fail) => {
    sent.once('error', fail);
    sent.once('response', (answer) => {
      answer.resume();
      done(answer.statusCode);
    });
  });
  sent.write(body.slice(0, 20));
  return { begun: settled(), finish: () => sent.end(body.slice(20)), status };
}

/** The line of a request is written a moment after its answer. */
function settled(): Promise<void> {
  return new Promise((done) => setTimeout(done, 100));
}
