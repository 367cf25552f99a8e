import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { type Account, givenAccount, givenConsent, givenOrder, signedToken } from './client.ts';
import { expectProblem } from './expectations.ts';
import { startShop } from './running-shop.ts';

let shop: RunningExample;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop?.stop());

describe('the notice', () => {
  test('says in JSON who decides, what for, and which rights there are', async () => {
    const headers = { accept: 'application/json' };
    const { status, body } = await request(shop, 'GET /privacy/notice', { headers });
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: '2', controller: { name: expect.any(String) } });
    expect(body.purposes).toHaveLength(9);
    expect(body.rights.length).toBeGreaterThan(5);
  });

  test.each([
    ['text/html', 'en', /<html[^>]* lang="en"/],
    ['text/html', 'fr', /<html[^>]* lang="fr"/],
    ['text/markdown', 'fr', /finalité/i],
  ])('is served as %s in %s', async (accept, language, expected) => {
    const headers = { accept, 'accept-language': language };
    const answer = await request(shop, 'GET /privacy/notice', { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(accept);
    expect(answer.text).toMatch(expected);
  });

  test('is not made up in a type that nobody serves', async () => {
    const headers = { accept: 'image/png' };
    expectProblem(await request(shop, 'GET /privacy/notice', { headers }), 406);
  });
});

describe('consents', () => {
  test('are listed for all purposes, with their status', async () => {
    const account = await givenAccount(shop);
    await givenConsent(shop, account);
    const answer = await request(shop, 'GET /privacy/consents', { token: account.token });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const purpose of ['account', 'newsletter', 'analytics', 'fraud-prevention']) {
      expect(answer.text).toContain(`"${purpose}"`);
    }
    expect(answer.text).toContain('ConsentGiven');
  });

  test('giving one answers with its status and where its receipt is', async () => {
    const account = await givenAccount(shop);
    const { token } = account;
    const given = await givenConsent(shop, account);
    expect(given.status).toBe(200);
    expect(JSON.stringify(given.body)).toContain('ConsentGiven');
    expect(given.text + (given.headers.get('link') ?? '')).toContain(
      '/privacy/consents/newsletter/receipt',
    );
    const receipt = await request(shop, 'GET /privacy/consents/newsletter/receipt', { token });
    expect(receipt.status).toBe(200);
  });

  test('a purpose on another basis takes no consent', async () => {
    const account = await givenAccount(shop);
    expectProblem(await givenConsent(shop, account, 'order'), 409, 'right-not-applicable');
  });

  test('a purpose that is not declared is not found', async () => {
    const account = await givenAccount(shop);
    expectProblem(await givenConsent(shop, account, 'telepathy'), 404);
  });
});

describe('the export', () => {
  let account: Account;
  let other: Account;

  beforeAll(async () => {
    account = await givenAccount(shop);
    other = await givenAccount(shop);
    await givenOrder(shop, account);
    await givenOrder(shop, other);
    await givenConsent(shop, account);
    const { token } = account;
    await request(shop, 'POST /newsletter', { token, body: { topics: ['canary-topic'] } });
  });

  test.each(['access', 'portability'] as const)(
    'for %s holds what the customer gave, and nothing of anybody else',
    async (scope) => {
      for (const accept of ['application/json', 'application/x-ndjson', 'text/csv']) {
        const { token } = account;
        const answer = await request(shop, `GET /privacy/export?scope=${scope}`, {
          token,
          headers: { accept },
        });
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toContain(accept);
        expect(answer.headers.get('cache-control')).toContain('no-store');
        for (const value of [account.email, account.lastName, 'canary-topic', 'Canaryville']) {
          expect(answer.text).toContain(value);
        }
        for (const value of [other.id, other.email, other.lastName]) {
          expect(answer.text).not.toContain(value);
        }
      }
    },
  );

  test('only for access holds what the shop has inferred', async () => {
    const { token } = account;
    const text = async (scope: string) =>
      (await request(shop, `GET /privacy/export?scope=${scope}` as 'GET /', { token })).text;
    expect(await text('access')).toContain('riskScore');
    expect(await text('portability')).not.toContain('riskScore');
  });

  test('in a scope or a type that nobody serves is refused', async () => {
    const { token } = account;
    const image = await request(shop, 'GET /privacy/export?scope=access', {
      token,
      headers: { accept: 'image/png' },
    });
    expectProblem(image, 406);
    const scope = await request(shop, 'GET /privacy/export?scope=everything', { token });
    expect(scope.status).toBeGreaterThanOrEqual(400);
    expectProblem(scope, scope.status);
  });

  test('for somebody of whom nothing is kept is an empty copy, not an error', async () => {
    const token = signedToken('0b0e7c1e-0000-4000-8000-000000000000');
    const answer = await request(shop, 'GET /privacy/export?scope=access', { token });
    expect(answer.status).toBe(200);
  });
});

test('Global Privacy Control is announced', async () => {
  const answer = await request(shop, 'GET /.well-known/gpc.json');
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.body).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d/) });
});
