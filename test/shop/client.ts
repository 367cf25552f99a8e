import { createHmac } from 'node:crypto';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { SIGNING_KEY } from './running-shop.ts';

/** A customer with an account. */
export interface Account {
  readonly id: string;
  readonly token: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly birthDate: string;
}

let accounts = 0;

/** Opens an account with values that are found nowhere else. */
export async function givenAccount(shop: RunningExample): Promise<Account> {
  const tag = `${(++accounts).toString(36)}q${Math.random().toString(36).slice(2, 8)}`;
  const person = {
    email: `canary-${tag}@customers.example`,
    firstName: `Firstname${tag}`,
    lastName: `Lastname${tag}`,
    phone: `+33 6 ${String(accounts).padStart(4, '0')} ${Date.now() % 100_000}`,
    birthDate: `19${40 + (accounts % 50)}-11-2${accounts % 9}`,
  };
  const { status, body } = await request(shop, 'POST /customers', { body: person });
  if (status !== 201) throw new Error(`No account: ${status}`);
  return { ...person, id: body.id, token: body.token };
}

/** An address with a street that is found nowhere else. */
export function givenAddress() {
  const street = `${1 + Math.floor(Math.random() * 1e6)} Canary Street`;
  return { street, postalCode: '35042', city: 'Canaryville', country: 'FR' };
}

/** Orders one book. */
export async function givenOrder(shop: RunningExample, account: Account) {
  const shippingAddress = givenAddress();
  const { status, body } = await request(shop, 'POST /orders', {
    token: account.token,
    body: { items: [{ sku: 'BOOK-1', quantity: 1 }], shippingAddress },
  });
  if (status !== 201) throw new Error(`No order: ${status}`);
  return { id: String(body.id), shippingAddress };
}

/** The version of the notice in force. */
export async function noticeVersion(shop: RunningExample): Promise<string> {
  const { body } = await request(shop, 'GET /privacy/notice', {
    headers: { accept: 'application/json' },
  });
  return body.version;
}

/** Gives consent with all the evidence that it needs. */
export async function givenConsent(shop: RunningExample, account: Account, purpose = 'newsletter') {
  return request(shop, `PUT /privacy/consents/${purpose}`, {
    token: account.token,
    body: {
      noticeVersion: await noticeVersion(shop),
      language: 'en',
      indication: `checkbox#${purpose}`,
    },
  });
}

/** A token for this account id, whether or not there is such an account, good for so many seconds from now. */
export function signedToken(sub: string, seconds = 60): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + seconds;
  const signed = `${part({ alg: 'HS256' })}.${part({ sub, iss: 'shop', aud: 'shop', exp })}`;
  return `${signed}.${createHmac('sha256', SIGNING_KEY).update(signed).digest('base64url')}`;
}
