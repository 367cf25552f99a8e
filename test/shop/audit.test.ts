import { afterAll, beforeAll, expect, test } from 'vitest';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { type Account, givenAccount, givenConsent, givenOrder } from './client.ts';
import { type OtlpReceiver, startReceiver } from './otlp-receiver.ts';
import { STAFF_TOKEN, startShop } from './running-shop.ts';

let receiver: OtlpReceiver;
let shop: RunningExample;
let account: Account;

beforeAll(async () => {
  receiver = await startReceiver();
  shop = await startShop({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  account = await givenAccount(shop);
});
afterAll(async () => {
  await shop?.stop();
  await receiver?.close();
});

test('decisions reach the receiver as spans within two seconds', async () => {
  const { token } = account;
  await request(shop, 'POST /newsletter', { token, body: {} });
  const span = await decision('newsletter', 'consent_missing');
  expect(span).toMatchObject({
    'privacy.decision.outcome': 'deny',
    'privacy.legal_basis': 'eu-gdpr:A6-1-a',
    'privacy.policy.version': '2',
  });
  await givenConsent(shop, account);
  await request(shop, 'POST /newsletter', { token, body: {} });
  expect(await decision('newsletter', 'consent_given')).toMatchObject({
    'privacy.decision.outcome': 'allow',
    'privacy.consent.status': 'dpv:ConsentGiven',
  });
});

test('no span holds a personal value, an id or an address', async () => {
  const { id, shippingAddress } = await givenOrder(shop, account);
  const { token } = account;
  await request(shop, `GET /orders/${id}/shipping-label`, { token });
  await request(shop, 'GET /privacy/export?scope=access', { token });
  await request(shop, 'GET /staff/customers?purpose=support', { token: STAFF_TOKEN });
  await decision('delivery', 'contract');
  await new Promise((done) => setTimeout(done, 500));
  const text = receiver.bodies.join('\n');
  const values = [account.id, token, account.email, account.lastName, account.firstName];
  for (const value of [...values, account.phone, account.birthDate, id, shippingAddress.street]) {
    expect(text).not.toContain(value);
  }
});

/** The attributes of the first span that says so; fails after two seconds. */
async function decision(purpose: string, reason: string): Promise<Record<string, unknown>> {
  const deadline = Date.now() + 2_000;
  do {
    const found = spans().find(
      (span) =>
        span['privacy.decision.reason'] === reason &&
        JSON.stringify(span['privacy.purpose']).includes(purpose),
    );
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 25));
  } while (Date.now() < deadline);
  throw new Error(`No span says ${reason} for ${purpose} within two seconds`);
}

function spans(): Record<string, unknown>[] {
  return receiver.bodies
    .flatMap((body) => JSON.parse(body).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans: list }) => list)
    .map(({ attributes }) =>
      Object.fromEntries(
        attributes.map(({ key, value }: { key: string; value: object }) => [
          key,
          Object.values(value)[0],
        ]),
      ),
    );
}
