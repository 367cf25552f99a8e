import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SubjectEvent } from '@lawful/core';
import { canarySubject, consentGiven, consentWithdrawn, findCanaries } from '@lawful/core/testing';
import { createOutbox, runRelay, webhook } from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OutboxWorld, SECRET, startOutboxWorld, until, waitingIn } from './outbox-world.ts';
import type { Arrival, Receiver } from './webhook-receiver.ts';

let world: OutboxWorld;
const children: ChildProcess[] = [];

beforeAll(async () => {
  world = await startOutboxWorld();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await world.tidy();
});
afterAll(() => world.stop());

test('a change that is rolled back is told to nobody', async () => {
  const receiver = await world.receiver();
  world.relay(receiver);
  const client = await world.pool.connect();
  await client.query('begin');
  const event = JSON.stringify(consentGiven('newsletter'));
  const { rows } = await client.query(
    `select lawful.append_v1('', gen_random_uuid(), 'nobody', 'event', $1::jsonb, 0, 1,
      gen_random_uuid(), '\\x01', true) as instead`,
    [event],
  );
  expect(rows).toEqual([{ instead: null }]);
  expect((await client.query('select from lawful.outbox')).rowCount).toBe(1);
  await client.query('rollback');
  client.release();
  expect(await waitingIn(world)).toBe(0);
  await world.store.append('anna', consentGiven('newsletter'));
  await until(() => receiver.taken().length === 1);
  expect(receiver.arrivals.map((it) => it.data.subject)).toEqual(['anna']);
});

test('two relays at once and a receiver that fails at random: of each subject everything, in order', async () => {
  const receiver = await world.receiver(
    () => (['close', 500, 204, 204] as const)[random(4)] ?? 204,
  );
  world.relay(receiver);
  world.relay(receiver);
  const subjects = Array.from({ length: 12 }, (_, at) => `ordered-${at}`);
  await Promise.all(subjects.map((subject) => changeBackAndForth(subject, 12)));
  await until(async () => (await waitingIn(world)) === 0);
  for (const subject of subjects) {
    expect(sequences(receiver.taken(), subject)).toEqual(
      Array.from({ length: 12 }, (_, at) => at + 1),
    );
    expect(neverGoesBack(sequences(receiver.arrivals, subject))).toBe(true);
  }
});

test('a receiver that is down for one subject hears of all others, and of that one once it is up', async () => {
  let down = true;
  const receiver = await world.receiver(({ data }) =>
    down && data.subject === 'held' ? 500 : 204,
  );
  world.relay(receiver, { concurrency: 2 });
  await changeBackAndForth('held', 3);
  for (const subject of ['free-1', 'free-2', 'free-3']) await changeBackAndForth(subject, 3);
  await until(() => receiver.taken().length === 9);
  expect(new Set(sequences(receiver.arrivals, 'held'))).toEqual(new Set([1]));
  down = false;
  await until(() => receiver.taken().length === 12);
  expect(sequences(receiver.taken(), 'held')).toEqual([1, 2, 3]);
});

test('a relay killed in the middle of a delivery: it is sent again under the same id, nothing is lost', async () => {
  const receiver = await world.receiver((_, before) => (before === 0 ? 'hang' : 204));
  await changeBackAndForth('killed', 3);
  const child = startRelayProcess(receiver);
  await until(() => receiver.arrivals.length === 1);
  await killed(child);
  world.relay(receiver);
  await until(() => receiver.taken().length === 3);
  expect(sequences(receiver.arrivals, 'killed')).toEqual([1, 1, 2, 3]);
  expect(receiver.arrivals[1]?.id).toBe(receiver.arrivals[0]?.id);
  expect(receiver.arrivals[1]?.text).toBe(receiver.arrivals[0]?.text);
});

test('a message that fails again and again is reported and stays until it is taken', async () => {
  let down = true;
  const receiver = await world.receiver(() => (down ? 500 : 204));
  world.relay(receiver, { reportAfter: 3, maxDelay: 40 });
  await changeBackAndForth('stubborn', 1);
  await until(() => world.incidents.length >= 2);
  const message = receiver.arrivals[0]?.id;
  expect(world.incidents.slice(0, 2)).toEqual(
    [3, 6].map((attempts) => ({
      kind: 'message-undelivered',
      destination: 'crm',
      message,
      attempts,
      cause: 'http-500',
    })),
  );
  down = false;
  await until(() => receiver.taken().length === 1);
  await until(async () => (await waitingIn(world)) === 0);
});

test('neither the outbox nor a report holds a personal value', async () => {
  const canaries = canarySubject(['id', 'indication', 'approver', 'justification']);
  const receiver = await world.receiver(({ data }) => ({ status: 500, body: data.subject }));
  world.relay(receiver, { reportAfter: 1 });
  const { id: subject = '', indication = '', ...grounds } = canaries;
  const given = consentGiven('newsletter') as SubjectEvent & { type: 'consent.given' };
  await world.store.append(subject, { ...given, evidence: { ...given.evidence, indication } });
  const filed = { ...consentGiven('profiling'), type: 'objection.filed', final: false };
  await world.store.append(subject, filed as SubjectEvent);
  const overridden = { ...consentGiven('profiling'), type: 'objection.overridden', ...grounds };
  await world.store.append(subject, overridden as SubjectEvent);
  await until(() => world.incidents.length > 0);
  const tables = await world.server.query('select * from lawful.outbox, lawful.destination');
  expect(tables).toHaveLength(3);
  expect(findCanaries(JSON.stringify([tables, world.incidents]), canaries)).toEqual([]);
  const sent = JSON.stringify(receiver.arrivals);
  expect(findCanaries(sent, canaries).map((it) => it.field)).toEqual(['id']);
});

test('stopping a relay lets it finish what is under way and begins nothing new', async () => {
  const receiver = await world.receiver(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return 204;
  });
  const relay = world.relay(receiver);
  await changeBackAndForth('stopped', 2);
  await until(() => receiver.arrivals.length === 1);
  await relay.stop();
  expect(sequences(receiver.taken(), 'stopped')).toEqual([1]);
  expect(await waitingIn(world)).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(receiver.arrivals).toHaveLength(1);
});

test('what the application enqueues is told to who asked for it, in its turn', async () => {
  const receiver = await world.receiver();
  await changeBackAndForth('leaving', 1);
  expect(await world.outbox.enqueue('leaving', 'erasure.requested')).toBe(1);
  world.relay(receiver);
  await until(() => receiver.taken().length === 2);
  expect(receiver.arrivals.map((it) => it.type)).toEqual(['consent.given', 'erasure.requested']);
});

test('a relay needs lawful_relay alone; the application cannot read the outbox, the relay no evidence', async () => {
  const receiver = await world.receiver();
  await changeBackAndForth('least', 1);
  const asApplication = await loginAs('shop', 'lawful_app');
  const asRelay = await loginAs('postman', 'lawful_relay');
  for (const pool of [asApplication, asRelay]) {
    for (const table of ['outbox', 'destination', 'subject_event'])
      await expect(pool.query(`select * from lawful.${table}`)).rejects.toThrow(
        /permission denied/,
      );
  }
  await expect(asApplication.query('select * from lawful.outbox_waiting_v1()')).rejects.toThrow(
    /permission denied/,
  );
  expect(await createOutbox(asApplication).enqueue('least', 'erasure.requested')).toBe(1);
  const { url } = receiver;
  const destination = webhook({ name: 'crm', url, secrets: [SECRET], topics: ['consent.*'] });
  const relay = runRelay(createOutbox(asRelay), [destination], { pollInterval: 20 });
  await until(() => receiver.taken().length === 2);
  await relay.stop();
  await Promise.all([asApplication.end(), asRelay.end()]);
});

async function changeBackAndForth(subject: string, times: number): Promise<void> {
  for (let at = 0; at < times; at++) {
    const event = at % 2 === 0 ? consentGiven('newsletter') : consentWithdrawn('newsletter');
    await world.store.append(subject, event);
  }
}

function sequences(arrivals: readonly Arrival[], subject: string): readonly number[] {
  return arrivals.filter((it) => it.data.subject === subject).map((it) => it.data.sequence ?? 0);
}

const neverGoesBack = (numbers: readonly number[]): boolean =>
  numbers.every((it, at) => at === 0 || it >= (numbers[at - 1] ?? 0));

const random = (bound: number): number => Math.floor(Math.random() * bound);

function startRelayProcess({ url }: Receiver): ChildProcess {
  const script = fileURLToPath(new URL('relay-process.ts', import.meta.url));
  const topics = ['consent.*'];
  const child = spawn(process.execPath, ['--conditions=@lawful/source', script], {
    env: {
      DATABASE_URL: world.server.url,
      RECEIVER: JSON.stringify({ name: 'crm', url, secrets: [SECRET], topics }),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function loginAs(name: string, role: string): Promise<Pool> {
  await world.server.query(`create role ${name} login password 'test' in role ${role}`);
  const url = new URL(world.server.url);
  url.username = name;
  return new Pool({ connectionString: url.href });
}
