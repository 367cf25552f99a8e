import { createHmac } from 'node:crypto';
import { type RunningShop, SIGNING_KEY } from './running-shop.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body parsed, where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

/** What a request may carry. */
export interface Sending {
  readonly token?: string;
  /** Sent as JSON, or as it is where it is text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes one request. */
export async function request(
  shop: RunningShop,
  line: `${'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'} /${string}`,
  sending: Sending = {},
): Promise<Answer> {
  const at = line.indexOf(' ');
  const { token, body, headers } = sending;
  const response = await fetch(shop.url + line.slice(at + 1), {
    method: line.slice(0, at),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined,
  };
}

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
export async function givenAccount(shop: RunningShop): Promise<Account> {
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
export async function givenOrder(shop: RunningShop, account: Account) {
  const shippingAddress = givenAddress();
  const { status, body } = await request(shop, 'POST /orders', {
    token: account.token,
    body: { items: [{ sku: 'BOOK-1', quantity: 1 }], shippingAddress },
  });
  if (status !== 201) throw new Error(`No order: ${status}`);
  return { id: String(body.id), shippingAddress };
}

/** The version of the notice in force. */
export async function noticeVersion(shop: RunningShop): Promise<string> {
  const { body } = await request(shop, 'GET /privacy/notice', {
    headers: { accept: 'application/json' },
  });
  return body.version;
}

/** Gives consent with all the evidence that it needs. */
export async function givenConsent(shop: RunningShop, account: Account, purpose = 'newsletter') {
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
