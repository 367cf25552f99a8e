import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { givenAccount, givenAddress, givenConsent, givenOrder, noticeVersion } from './client.ts';
import { expectProblem, headersOf, withoutInstance } from './expectations.ts';
import { startShop } from './running-shop.ts';

let shop: RunningExample;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop?.stop());

describe('accounts', () => {
  test('opening an account answers with its id and a token', async () => {
    const body = { email: 'ada@customers.example', firstName: 'Ada', lastName: 'Byron' };
    const answer = await request(shop, 'POST /customers', { body });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body).sort()).toEqual(['id', 'token']);
  });

  test('a key that nobody declared is never stored', async () => {
    const body = {
      email: 'extra@customers.example',
      firstName: 'Extra',
      lastName: 'Key',
      shoeSize: 'canary-shoe-size',
    };
    const opened = await request(shop, 'POST /customers', { body });
    expect(opened.status).toBe(201);
    const { token } = opened.body;
    for (const path of ['GET /customers/me', 'GET /privacy/export?scope=access'] as const) {
      expect((await request(shop, path, { token })).text).not.toContain('canary-shoe-size');
    }
  });

  test('a second account for an e-mail address is refused without saying whose it is', async () => {
    const account = await givenAccount(shop);
    const again = await request(shop, 'POST /customers', {
      body: { email: account.email.toUpperCase(), firstName: 'Some', lastName: 'Body' },
    });
    expectProblem(again, 409);
    expect(again.text.toLowerCase()).not.toContain(account.email);
    expect(again.text).not.toContain(account.lastName);
    expect(again.text).not.toContain(account.id);
  });

  test('the account shows what the purpose account covers', async () => {
    const account = await givenAccount(shop);
    const answer = await request(shop, 'GET /customers/me', { token: account.token });
    expect(answer.status).toBe(200);
    const { token: _token, ...person } = account;
    expect(answer.body).toEqual({ ...person, createdAt: expect.any(String) });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('orders', () => {
  test('ordering rests on the contract and needs no consent', async () => {
    const { token } = await givenAccount(shop);
    const answer = await request(shop, 'POST /orders', {
      token,
      body: { items: [{ sku: 'BOOK-1', quantity: 2 }], shippingAddress: givenAddress() },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ items: [{ sku: 'BOOK-1', quantity: 2 }] });
    expect(answer.body).not.toHaveProperty('riskScore');
  });

  test('a shipping label holds a name and an address, nothing else', async () => {
    const account = await givenAccount(shop);
    const { id, shippingAddress } = await givenOrder(shop, account);
    const answer = await request(shop, `GET /orders/${id}/shipping-label`, {
      token: account.token,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      name: `${account.firstName} ${account.lastName}`,
      address: shippingAddress,
    });
  });

  test("somebody else's order is one that does not exist", async () => {
    const { id } = await givenOrder(shop, await givenAccount(shop));
    const { token } = await givenAccount(shop);
    for (const path of ['/orders/ID', '/orders/ID/shipping-label']) {
      const others = await request(shop, `GET ${path.replace('ID', id)}` as 'GET /', { token });
      const none = await request(
        shop,
        `GET ${path.replace('ID', crypto.randomUUID())}` as 'GET /',
        { token },
      );
      expectProblem(others, 404);
      expect(withoutInstance(others)).toEqual(withoutInstance(none));
      expect(headersOf(others)).toEqual(headersOf(none));
    }
  });
});

describe('the newsletter rests on consent', () => {
  test('refused before consent, accepted after it, refused on the very next call after withdrawal', async () => {
    const account = await givenAccount(shop);
    const { token } = account;
    const subscribe = () =>
      request(shop, 'POST /newsletter', { token, body: { topics: ['poetry'] } });

    const refused = await subscribe();
    expectProblem(refused, 403);
    expect(refused.body.type).toMatch(/consent-required$/);

    expect((await givenConsent(shop, account)).status).toBe(200);
    expect((await subscribe()).status).toBe(202);

    const withdrawn = await request(shop, 'DELETE /privacy/consents/newsletter', { token });
    expect(withdrawn.status).toBeLessThan(300);
    const again = await subscribe();
    expectProblem(again, 403);
    expect(again.body.type).toMatch(/consent-required$/);
  });

  test('topics are optional, and so is the body', async () => {
    const account = await givenAccount(shop);
    await givenConsent(shop, account);
    const { token } = account;
    expect((await request(shop, 'POST /newsletter', { token })).status).toBe(202);
    expect((await request(shop, 'POST /newsletter', { token, body: {} })).status).toBe(202);
  });

  test('a consent of one customer opens nothing for another', async () => {
    await givenConsent(shop, await givenAccount(shop));
    const { token } = await givenAccount(shop);
    expectProblem(await request(shop, 'POST /newsletter', { token, body: {} }), 403);
  });

  test('consent without evidence is no consent', async () => {
    const { token } = await givenAccount(shop);
    const evidence = {
      noticeVersion: await noticeVersion(shop),
      language: 'en',
      indication: 'checkbox#newsletter',
    };
    for (const missing of ['noticeVersion', 'language', 'indication'] as const) {
      const { [missing]: _left, ...body } = evidence;
      const answer = await request(shop, 'PUT /privacy/consents/newsletter', { token, body });
      expectProblem(answer, 422);
      expect(answer.body.type).toMatch(/consent-not-valid$/);
    }
    expectProblem(await request(shop, 'POST /newsletter', { token, body: {} }), 403);
  });
});
