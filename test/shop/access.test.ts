import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { type Account, givenAccount, givenConsent, signedToken } from './client.ts';
import { expectProblem } from './expectations.ts';
import { STAFF_TOKEN, startShop } from './running-shop.ts';

let shop: RunningExample;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop?.stop());

describe('who may ask', () => {
  test.each([
    'GET /customers/me',
    'GET /goods',
    'GET /orders',
    'POST /orders',
    'GET /orders/0b0e7c1e-0000-4000-8000-000000000000',
    'GET /orders/0b0e7c1e-0000-4000-8000-000000000000/shipping-label',
    'POST /newsletter',
    'GET /staff/customers?purpose=support',
    'GET /privacy/consents',
    'PUT /privacy/consents/newsletter',
    'DELETE /privacy/consents/newsletter',
    'GET /privacy/consents/newsletter/receipt',
    'GET /privacy/export?scope=access',
    'GET /privacy/export?scope=portability',
  ] as const)('%s is refused without a token, and with one that proves nothing', async (line) => {
    const { id } = await givenAccount(shop);
    const expired = signedToken(id, -60);
    for (const token of [undefined, 'forged', await forgedToken(shop), expired]) {
      const answer = await request(shop, line, token === undefined ? {} : { token });
      expectProblem(answer, 401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  test.each(['GET /health', 'GET /privacy/notice', 'GET /.well-known/gpc.json'] as const)(
    '%s is for everybody',
    async (line) => {
      expect((await request(shop, line)).status).toBe(200);
    },
  );

  test("a customer's token does not open the staff's list", async () => {
    const { token } = await givenAccount(shop);
    expectProblem(await request(shop, 'GET /staff/customers?purpose=support', { token }), 403);
  });
});

describe("the staff's list", () => {
  test('support sees names and e-mail, newest first, whether or not anybody consented', async () => {
    const older = await givenAccount(shop);
    const newer = await givenAccount(shop);
    const { status, body, headers } = await staffList('support');
    expect(status).toBe(200);
    expect(body.slice(0, 2)).toEqual([namesOf(newer), namesOf(older)]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('analytics rests on consent: whoever has not given it is left out', async () => {
    const silent = await givenAccount(shop);
    const willing = await givenAccount(shop);
    const before = await staffList('analytics');
    expect(before.status).toBe(200);
    expect(ids(before.body)).not.toContain(willing.id);

    expect((await givenConsent(shop, willing, 'analytics')).status).toBe(200);
    const after = await staffList('analytics');
    expect(ids(after.body)).toContain(willing.id);
    expect(ids(after.body)).not.toContain(silent.id);
    expect(after.text).not.toContain(willing.email);
    expect(after.text).not.toContain(willing.lastName);

    const { token } = willing;
    await request(shop, 'DELETE /privacy/consents/analytics', { token });
    expect(ids((await staffList('analytics')).body)).not.toContain(willing.id);
  });

  test.each([
    '',
    '?purpose=',
    '?purpose=newsletter',
    '?purpose=marketing',
    '?purpose=support&purpose=analytics',
    '?purpose=__proto__',
  ])('any other purpose is refused: %s', async (query) => {
    const token = STAFF_TOKEN;
    const answer = await request(shop, `GET /staff/customers${query}`, { token });
    expectProblem(answer, 400);
  });
});

function staffList(purpose: string) {
  return request(shop, `GET /staff/customers?purpose=${purpose}`, { token: STAFF_TOKEN });
}

function namesOf({ firstName, lastName, email }: Account) {
  return { firstName, lastName, email };
}

function ids(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}

/** A token of the right shape for an account that exists, with a signature of nobody. */
async function forgedToken(shop: RunningExample): Promise<string> {
  const { token } = await givenAccount(shop);
  const [header, payload] = token.split('.');
  return `${header}.${payload}.${Buffer.alloc(32, 7).toString('base64url')}`;
}
