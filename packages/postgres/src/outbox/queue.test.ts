import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import type { SubjectEvent } from '@lawful/core';
import { canarySubject, consentGiven, consentWithdrawn, findCanaries } from '@lawful/core/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { databaseOf } from '../database/database.ts';
import { INSTALLATION } from '../schema/installation.ts';
import { migrate } from '../schema/migrate.ts';
import { subjectKeys } from '../state/subject-key.ts';
import { type AppendRow, CALLS } from '../subject-store/statements.ts';
import type { Claim } from './claim.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { TopicPattern } from './topics.ts';

let pglite: PGlite;
let outbox: Outbox;

beforeAll(async () => {
  pglite = new PGlite();
  await migrate(pglite);
  outbox = createOutbox(pglite);
});

beforeEach(async () => {
  for (const table of ['outbox', 'destination', 'subject_event', 'subject_state'])
    await pglite.query(`delete from lawful.${table}`);
});

afterAll(() => pglite.close());

test('nothing waits where nobody has registered', async () => {
  await append('anna', consentGiven('newsletter'));
  expect(await rows()).toEqual([]);
  expect(await outbox.enqueue('anna', 'erasure.requested')).toBe(0);
});

test('an event that is refused as stale leaves nothing in the outbox', async () => {
  await registered();
  await append('anna', consentGiven('newsletter'));
  expect(await append('anna', consentWithdrawn('newsletter'), { expected: 0 })).toBe('stale');
  expect(await rows()).toHaveLength(1);
});

test('an event known already is not told twice', async () => {
  await registered();
  const event = consentGiven('newsletter');
  await append('anna', event);
  expect(await append('anna', event, { expected: 0 })).toBe('known');
  await expect(append('anna', event), 'from the newest state').rejects.toMatchObject({
    code: '23505',
  });
  expect(await rows()).toHaveLength(1);
});

test('an event that changed nothing is told to nobody', async () => {
  await registered();
  await append('anna', consentWithdrawn('newsletter'));
  await append('anna', consentWithdrawn('newsletter'), { epoch: 1, changed: false });
  await append('bea', consentWithdrawn('newsletter'), { epoch: 0, changed: false });
  expect(await rows()).toHaveLength(1);
});

test('each destination waits for the topics that it named, and for its tenant only', async () => {
  await registered('all', ['consent.*', 'erasure.*']);
  await registered('withdrawals', ['consent.withdrawn']);
  await registered('acme', ['consent.*'], 'acme');
  await append('anna', consentGiven('newsletter'));
  await append('anna', consentWithdrawn('newsletter'));
  await append('bea', consentGiven('newsletter'), { tenant: 'acme' });
  await append('cleo', consentGiven('newsletter'), { tenant: 'other' });
  expect(await outbox.enqueue('anna', 'erasure.requested', { tenant: 'acme' })).toBe(1);
  expect((await rows()).map((it) => `${it.destination} ${it.tenant} ${it.topic}`).sort()).toEqual([
    'acme acme consent.given',
    'all  consent.given',
    'all  consent.withdrawn',
    'all acme consent.given',
    'all acme erasure.requested',
    'all other consent.given',
    'withdrawals  consent.withdrawn',
  ]);
});

test('a message says whom it concerns and where things stand, and nothing of the evidence', async () => {
  await registered('crm', ['consent.*', 'erasure.*']);
  const event = consentGiven('newsletter', { channel: 'email' });
  await append('anna', event, { tenant: 'acme' });
  const [claim] = await claimed();
  expect(claim?.message).toEqual({
    id: claim?.messageId,
    type: 'consent.given',
    timestamp: '2026-11-22T09:00:00.000Z',
    data: {
      subject: 'anna',
      tenant: 'acme',
      purpose: 'newsletter',
      channel: 'email',
      status: 'dpv:ConsentGiven',
      recordId: event.id,
      sequence: 1,
    },
  });
});

test('what was enqueued says when it was asked, and by which id it is known', async () => {
  await registered();
  const id = randomUUID();
  expect(await outbox.enqueue('anna', 'erasure.requested', { id })).toBe(1);
  const [claim] = await claimed();
  expect(claim?.message).toMatchObject({
    id,
    type: 'erasure.requested',
    data: { subject: 'anna', status: 'requested', recordId: id },
  });
  expect(Math.abs(Date.parse(claim?.message?.timestamp ?? '') - Date.now())).toBeLessThan(5_000);
});

test('the rows of events hold no personal value', async () => {
  await registered();
  const canaries = canarySubject(['subject', 'indication']);
  const given = consentGiven('newsletter');
  await append(`${canaries.subject}`, {
    ...given,
    evidence: { noticeVersion: '1', language: 'en', textHash: '', indication: canaries.indication },
  } as SubjectEvent);
  const { rows: stored } = await pglite.query(
    'select * from lawful.outbox o, lawful.destination d',
  );
  expect(stored).toHaveLength(1);
  expect(findCanaries(JSON.stringify(stored), canaries)).toEqual([]);
  expect(findCanaries(JSON.stringify(await claimed()), canaries).map((it) => it.field)).toEqual([
    'subject',
  ]);
});

test('of each subject only the oldest message can be claimed, and by one relay only', async () => {
  await registered();
  await append('anna', consentGiven('newsletter'));
  await append('anna', consentWithdrawn('newsletter'));
  await append('bea', consentGiven('newsletter'));
  const first = await claimed();
  expect(first.map(said)).toEqual(['anna consent.given', 'bea consent.given']);
  expect(await claimed()).toEqual([]);
  expect(await outbox.queue.delivered(only(first, 'anna'))).toBe(true);
  expect((await claimed()).map(said)).toEqual(['anna consent.withdrawn']);
});

test('a message that failed holds back later ones of its subject, and of nobody else', async () => {
  await registered();
  await append('anna', consentGiven('newsletter'));
  await append('anna', consentWithdrawn('newsletter'));
  expect(await outbox.queue.postpone(only(await claimed(), 'anna'), 60_000)).toBe(true);
  await append('anna', consentGiven('newsletter'));
  await append('bea', consentGiven('newsletter'));
  expect((await claimed()).map(said)).toEqual(['bea consent.given']);
});

test('a message whose lease has ended is sent again under its old id, and the first relay has no say', async () => {
  await registered();
  await append('anna', consentGiven('newsletter'));
  const early = only(await claimed({ lease: 1 }), 'anna');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const later = only(await claimed(), 'anna');
  expect(later.messageId).toBe(early.messageId);
  expect([early.attempt, later.attempt]).toEqual([1, 2]);
  expect(await outbox.queue.delivered(early)).toBe(false);
  expect(await outbox.queue.postpone(early, 0)).toBe(false);
  expect(await rows()).toHaveLength(1);
  expect(await outbox.queue.delivered(later)).toBe(true);
});

test('messages that failed before take only their share of what is claimed', async () => {
  await registered();
  for (const subject of ['anna', 'bea', 'cleo']) await append(subject, consentGiven('newsletter'));
  for (const claim of await claimed()) await outbox.queue.postpone(claim, 0);
  await append('dora', consentGiven('newsletter'));
  const next = await claimed({ limit: 3, again: 1 });
  expect(next.map((it) => it.attempt)).toEqual([2, 1]);
});

test('a paused destination keeps what waits until it is resumed', async () => {
  await registered();
  await append('anna', consentGiven('newsletter'));
  await outbox.queue.pause('crm');
  expect(await registered()).toBe(true);
  expect(await claimed()).toEqual([]);
  expect(await outbox.waiting()).toMatchObject([{ destination: 'crm', paused: true, messages: 1 }]);
  expect(await outbox.resume('crm')).toBe(true);
  expect(await outbox.resume('crm')).toBe(false);
  expect(await claimed()).toHaveLength(1);
});

test('removing a destination says how many messages nobody will hear', async () => {
  await registered();
  await append('anna', consentGiven('newsletter'));
  expect(await outbox.remove('crm')).toBe(1);
  expect(await outbox.waiting()).toEqual([]);
});

test('an id that cannot be stored is refused', async () => {
  await expect(outbox.enqueue('a\0b', 'erasure.requested')).rejects.toMatchObject({
    code: 'subject-id-invalid',
  });
});

function registered(
  name = 'crm',
  topics: readonly TopicPattern[] = ['consent.*', 'erasure.requested'],
  tenant?: string,
): Promise<boolean> {
  return outbox.queue.register({ name, topics, tenant });
}

function claimed(
  more: { limit?: number; again?: number; lease?: number } = {},
): Promise<readonly Claim[]> {
  return outbox.queue.claim({ destination: 'crm', limit: 8, again: 8, lease: 60_000, ...more });
}

const said = ({ message }: Claim): string => `${message?.data.subject} ${message?.type}`;

function only(claims: readonly Claim[], subject: string): Claim {
  const found = claims.filter((it) => it.message?.data.subject === subject);
  const [claim] = found;
  if (claim === undefined || found.length > 1) throw new Error(`${found.length} of ${subject}`);
  return claim;
}

async function rows(): Promise<readonly Record<string, unknown>[]> {
  return (await pglite.query<Record<string, unknown>>('select * from lawful.outbox order by id'))
    .rows;
}

/** As the store appends, with a state that nobody reads here. */
async function append(
  subject: string,
  event: SubjectEvent,
  more: { tenant?: string; expected?: number; epoch?: number; changed?: boolean } = {},
): Promise<string> {
  const database = databaseOf(pglite);
  const [it] = await database.query<{ key_secret: Uint8Array }>(INSTALLATION, []);
  const key = subjectKeys(it?.key_secret ?? new Uint8Array())(subject, more.tenant);
  const tenant = more.tenant ?? '';
  const [row] = await database.query<{ seq: number }>(CALLS.read, [tenant, [key]]);
  const expected = more.expected ?? row?.seq ?? 0;
  const [stored] = await database.query<AppendRow>(CALLS.append, [
    tenant,
    key,
    subject,
    event.id,
    JSON.stringify(event),
    expected,
    more.epoch ?? expected + 1,
    randomUUID(),
    new Uint8Array([1]),
    more.changed ?? true,
  ]);
  return stored?.instead?.outcome ?? 'stored';
}
