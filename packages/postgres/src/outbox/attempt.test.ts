import { PGlite } from '@electric-sql/pglite';
import { consentGiven } from '@lawful/core/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../schema/migrate.ts';
import { postgresSubjectStore } from '../subject-store/subject-store.ts';
import { attempt } from './attempt.ts';
import type { Claim } from './claim.ts';
import type { Destination } from './destination.ts';
import type { RelayIncident } from './incident.ts';
import type { OutboxMessage } from './message.ts';
import { createOutbox, type Outbox } from './outbox.ts';

let pglite: PGlite;
let outbox: Outbox;
let sent: OutboxMessage[];
let incidents: RelayIncident[];

beforeAll(async () => {
  pglite = new PGlite();
  await migrate(pglite);
  outbox = createOutbox(pglite);
});

beforeEach(async () => {
  sent = [];
  incidents = [];
  await outbox.remove('crm');
  await outbox.queue.register({ name: 'crm', topics: ['consent.*'] });
  await postgresSubjectStore(pglite).append('anna', consentGiven('newsletter'));
});

afterAll(() => pglite.close());

test('a relay that slept past its lease sends nothing, for another may be further on', async () => {
  await tried(await claimed(), { sendBefore: performance.now() - 1 });
  expect(sent).toEqual([]);
  await tried(await claimed());
  expect(sent).toHaveLength(1);
  expect(await waiting()).toBe(0);
});

test('a message whose event is gone is reported and stays', async () => {
  await pglite.query('delete from lawful.subject_event');
  const claim = await claimed();
  await tried(claim);
  expect(sent).toEqual([]);
  expect(incidents).toEqual([
    {
      kind: 'message-undelivered',
      destination: 'crm',
      message: claim.messageId,
      attempts: 1,
      cause: 'event-missing',
    },
  ]);
  expect(await waiting()).toBe(1);
  await pglite.query('delete from lawful.subject_state');
});

test('a destination that neither answers nor heeds its signal has failed at the deadline', async () => {
  await tried(await claimed(), { send: () => new Promise(() => {}) });
  expect(incidents).toMatchObject([{ kind: 'message-undelivered', cause: 'timeout' }]);
  expect(await waiting()).toBe(1);
});

test('a report repeats nothing of the error that a destination threw', async () => {
  const send = async ({ data }: OutboxMessage): Promise<never> => {
    throw Object.assign(new Error(`no ${data.subject}`), { code: data.subject });
  };
  await tried(await claimed(), { send });
  expect(incidents).toMatchObject([{ cause: 'error' }]);
  expect(JSON.stringify(incidents)).not.toContain('anna');
});

async function tried(
  claim: Claim,
  { sendBefore = Infinity, send = take }: { sendBefore?: number; send?: Destination['send'] } = {},
): Promise<void> {
  await attempt(claim, {
    queue: outbox.queue,
    destination: { name: 'crm', topics: ['consent.*'], send },
    settings: {
      concurrency: 1,
      pollInterval: 1,
      sendTimeout: 50,
      baseDelay: 1,
      maxDelay: 1,
      reportAfter: 1,
      onIncident: (incident) => incidents.push(incident),
    },
    sendBefore,
  });
}

async function take(message: OutboxMessage): Promise<'delivered'> {
  sent.push(message);
  return 'delivered';
}

async function claimed(): Promise<Claim> {
  const request = { destination: 'crm', limit: 1, again: 1, lease: 60_000 };
  const [claim] = await outbox.queue.claim(request);
  if (claim === undefined) throw new Error('Nothing is due');
  return claim;
}

async function waiting(): Promise<number> {
  return (await outbox.waiting())[0]?.messages ?? 0;
}
