import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPrivacy, definePolicy } from '@lawful/core';
import { consentGiven } from '@lawful/core/testing';
import { lawfulExpress } from '@lawful/express';
import express from 'express';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startInstallation } from './installation.ts';

/** Milliseconds that the application gives the store to answer. */
const DEADLINE = 250;
/** What a request itself may take on a busy machine. */
const SLACK = 1_500;

const retention = { startEvent: 'account.closed', duration: 'P1Y', action: 'erase' } as const;
const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  controller: { name: 'Shop', address: 'Paris', contact: 'mailto:privacy@shop.example' },
  supervisoryAuthority: 'CNIL',
  purposes: {
    newsletter: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'consent',
      retention,
      maxStaleness: 'PT1S',
    },
    order: { is: 'dpv:CustomerOrderManagement', legalBasis: 'contract', retention },
  },
});
const { defineModel, personal, subjectId } = policy.declare();
const Customer = defineModel('Customer', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: subjectId(),
    email: personal({ category: 'email', purpose: ['newsletter', 'order'] }),
  },
});

const installation = await startInstallation();
const { store, pool } = await installation.join();
const restricted = 'restricted-customer';
let server: Server;
let url: string;

beforeAll(async () => {
  const privacy = createPrivacy({
    policy,
    models: [Customer],
    store,
    deadline: DEADLINE,
    warn: () => {},
  });
  const app = express();
  const lawful = lawfulExpress(privacy, {
    subject: (request) => request.headers['x-customer']?.toString(),
  });
  for (const purpose of ['newsletter', 'order'] as const) {
    app.get(
      `/${purpose}`,
      lawful.processing(purpose, { returns: Customer }),
      (request, response) => {
        response.json({ id: request.headers['x-customer'], email: 'someone@shop.example' });
      },
    );
  }
  app.use(
    '/privacy',
    express.json({ limit: '1mb' }),
    lawful.rights({ authorise: (request) => request.headers['x-customer']?.toString() }),
  );
  app.use(lawful.errors());
  server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let number = 0; number < 50; number++)
    await store.append(`c${number}`, consentGiven('newsletter'));
  await privacy.restrict(restricted, { ground: 'accuracy-contested' });
});

afterAll(async () => {
  server.close();
  await installation.stop();
});

interface Told {
  readonly status: number;
  readonly slug: string | undefined;
  readonly took: number;
}

async function ask(purpose: 'newsletter' | 'order', customer: string): Promise<Told> {
  const begun = performance.now();
  const response = await fetch(`${url}/${purpose}`, { headers: { 'x-customer': customer } });
  const { type } = (await response.json()) as { type?: string };
  return {
    status: response.status,
    slug: type?.split('/').at(-1),
    took: performance.now() - begun,
  };
}

const everybody = Array.from({ length: 50 }, (_, number) => `c${number}`);
const askAll = (purpose: 'newsletter' | 'order'): Promise<readonly Told[]> =>
  Promise.all(everybody.map((customer) => ask(purpose, customer)));
const statuses = (answers: readonly Told[]) => [...new Set(answers.map((it) => it.status))];

test('while every connection of the pool is taken, what rests on consent waits no longer than the deadline', async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
  try {
    const [consent, contract] = await Promise.all([
      ask('newsletter', 'never-asked-before'),
      ask('order', 'never-asked-before'),
    ]);
    expect(consent).toMatchObject({ status: 503, slug: 'state-unknown' });
    expect(consent.took).toBeLessThan(DEADLINE + SLACK);
    expect(contract.status).toBe(200);
  } finally {
    for (const client of taken) client.release();
  }
  expect((await ask('newsletter', 'never-asked-before')).slug).toBe('consent-required');
});

test('evidence that cannot be stored is refused by its code, and nothing is stored', async () => {
  const indication = (text: string) =>
    fetch(`${url}/privacy/consents/newsletter`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-customer': 'odd' },
      body: JSON.stringify({ noticeVersion: '1', language: 'en', indication: text }),
    });
  for (const text of ['box\0#newsletter', 'box#\ud800']) {
    const refused = await indication(text);
    expect(refused.status).toBe(422);
    expect(await refused.text()).not.toContain('newsletter#');
  }
  expect((await indication(`box#${'x'.repeat(70_000)}`)).status).toBeGreaterThanOrEqual(413);
  expect(await store.history('odd')).toEqual([]);
});

test('while PostgreSQL is dead, what rests on consent is refused in time and contracts go on; then all recovers', async () => {
  expect(statuses(await askAll('newsletter'))).toEqual([200]);
  expect((await ask('order', restricted)).status).toBe(403);

  await installation.server.kill();
  // Within the second, what was known may still be relied on; afterwards it is unknown.
  await new Promise((resume) => setTimeout(resume, 1_100));
  const [consent, contract] = await Promise.all([askAll('newsletter'), askAll('order')]);
  expect(statuses(consent)).toEqual([503]);
  expect(new Set(consent.map((it) => it.slug))).toEqual(new Set(['state-unknown']));
  expect(Math.max(...consent.map((it) => it.took))).toBeLessThan(DEADLINE + SLACK);
  expect(statuses(contract)).toEqual([200]);
  expect((await ask('order', restricted)).status, 'last known restricted').toBe(403);
  await expect(store.append('c1', consentGiven('newsletter'))).rejects.toThrow();

  await installation.server.restart();
  await vi.waitFor(async () => expect(statuses(await askAll('newsletter'))).toEqual([200]), 20_000);
  expect((await store.append('c1', consentGiven('newsletter'))).version).toBe(2);
});

test('while PostgreSQL is dead and no ledger accepts evidence, contracts are refused as well', async () => {
  const privacy = createPrivacy({
    policy,
    models: [Customer],
    store,
    deadline: DEADLINE,
    warn: () => {},
    ledger: {
      volatile: false,
      append: () => Promise.reject(new Error('the same database')),
      read: async function* () {},
      subscribe: () => () => {},
    },
  });
  const refused = privacy.run({ subject: 'c1', purpose: 'order' }, () => 'done');
  await expect(refused).rejects.toMatchObject({ code: 'audit-unavailable', status: 503 });
});

async function attempt<T>(act: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}

test('killed under load, no acknowledged consent is lost and no request hangs', async () => {
  const acknowledged = new Set<string>();
  let over = false;
  const load = Array.from({ length: 8 }, async (_, worker) => {
    for (let number = 0; !over; number++) {
      const subject = `load-${worker}-${number}`;
      const stored = await attempt(() => store.append(subject, consentGiven('newsletter')));
      if (stored !== undefined) acknowledged.add(subject);
      const { status } = await ask('newsletter', subject);
      expect([200, 403, 503]).toContain(status);
    }
  });
  for (let round = 0; round < 2; round++) {
    await new Promise((resume) => setTimeout(resume, 500));
    await installation.server.crash();
  }
  await new Promise((resume) => setTimeout(resume, 500));
  over = true;
  await Promise.all(load);
  const rows = await installation.server.query(
    `select distinct subject from lawful.subject_event where subject like 'load-%'`,
  );
  const stored = new Set(rows.map((it) => it.subject));
  expect(acknowledged.size).toBeGreaterThan(10);
  expect([...acknowledged].filter((subject) => !stored.has(subject))).toEqual([]);
});
