import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { backToFormerTables } from '../former-subject-events.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import { request } from '../request.ts';
import type { RunningExample } from '../running-example.ts';
import { type Account, givenAccount, givenConsent } from './client.ts';
import { expectProblem } from './expectations.ts';
import { startShop } from './running-shop.ts';

/** The shop's own deadline for what it must know of a customer, and some time for everything else. */
const ANSWERED_WITHIN_MS = 3_000 + 1_000;

let postgres: Postgres;
const running: RunningExample[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  // The shop needs no more than a database of its own, and to make the roles that Lawful works with.
  await postgres.query("create role shop login createrole password 'shop'");
  await postgres.query('alter database test owner to shop');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((shop) => shop.stop()));
});
afterAll(() => postgres?.stop());

describe('consents and withdrawals outlive the process', () => {
  test.each([
    ['is stopped', async (shop: RunningExample) => expect(await shop.stop()).toBe(0)],
    ['is killed', (shop: RunningExample) => shop.kill()],
  ])('when the shop %s', async (_how, end) => {
    const before = await given();
    const [stays, leaves] = [await givenAccount(before), await givenAccount(before)];
    for (const account of [stays, leaves]) await givenConsent(before, account);
    await withdraw(before, leaves);
    await end(before);

    const after = await given();
    expectProblem(await subscribe(after, leaves), 403, 'consent-required');
    expect((await subscribe(after, stays)).status).toBe(202);
  });

  test('when the shop kept them in tables of its own until now', async () => {
    const before = await given();
    const [stays, leaves] = [await givenAccount(before), await givenAccount(before)];
    for (const account of [stays, leaves]) await givenConsent(before, account);
    await withdraw(before, leaves);
    const proven = await provenBy(before, stays);
    await before.stop();
    await backInTime();

    const after = await given();
    expectProblem(await subscribe(after, leaves), 403, 'consent-required');
    expect((await subscribe(after, stays)).status).toBe(202);
    expect(await provenBy(after, stays)).toEqual(proven);
  });
});

test('two shops that start at once bring consents along together', async () => {
  const before = await given();
  const account = await givenAccount(before);
  await givenConsent(before, account);
  await before.stop();
  await backInTime();

  const [one, other] = await Promise.all([given(), given()]);
  expect((await subscribe(one, account)).status).toBe(202);
  expect((await subscribe(other, account)).status).toBe(202);
});

test('while the database is gone nothing that needs consent happens; it comes back without a restart', async () => {
  const shop = await given();
  const account = await givenAccount(shop);
  await givenConsent(shop, account);
  expect((await subscribe(shop, account)).status).toBe(202);

  const closing = await given();

  await postgres.kill();
  const asked = performance.now();
  const refused = await subscribe(shop, account);
  expect(performance.now() - asked).toBeLessThan(ANSWERED_WITHIN_MS);
  expectProblem(refused, 503, 'state-unknown');
  expectProblem(await withdraw(shop, account), 503, 'state-unknown');
  expect(await closing.stop()).toBe(0);

  await postgres.restart();
  await expect
    .poll(async () => (await subscribe(shop, account)).status, { timeout: 15_000 })
    .toBe(202);
});

async function given(): Promise<RunningExample> {
  const shop = await startShop({ DATABASE_URL: postgres.url.replace('test:test@', 'shop:shop@') });
  running.push(shop);
  return shop;
}

function subscribe(shop: RunningExample, { token }: Account) {
  return request(shop, 'POST /newsletter', { token, body: {} });
}

function withdraw(shop: RunningExample, { token }: Account) {
  return request(shop, 'DELETE /privacy/consents/newsletter', { token });
}

/** Which consent the receipt proves, and what became of it when; the pseudonym on it is another after each start. */
async function provenBy(shop: RunningExample, { token }: Account): Promise<unknown> {
  const { body } = await request(shop, 'GET /privacy/consents/newsletter/receipt', { token });
  const record = body['dpv:hasRecordOfActivity'];
  return [record['dct:identifier'], record['dpv:hasConsentStatus'], record['dpv:hasNotice']];
}

async function backInTime(): Promise<void> {
  await backToFormerTables(postgres, {
    table: 'kysely_migration',
    migration: '2026-11-22-set-aside-subject-events',
  });
  for (const table of ['subject_events', 'subject_salts']) {
    await postgres.query(`alter table ${table} owner to shop`);
  }
}
