import { consentGiven, consentWithdrawn } from '@lawful/core/testing';
import { migrate, type PostgresSubjectStore, postgresSubjectStore } from '@lawful/postgres';
import { Client, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';

/** Milliseconds that a question to the database may take, and what a busy machine adds. */
const [TIMEOUT, SLACK] = [1_000, 3_000];

let server: Postgres;
let pool: Pool;
let store: PostgresSubjectStore;

beforeAll(async () => {
  server = await startPostgres();
  const setUp = new Pool({ connectionString: server.url });
  await migrate(setUp);
  await setUp.end();
});
afterAll(() => server.stop());

// As pg makes it when nobody says more: whoever finds no connection free waits for ever.
beforeEach(async () => {
  pool = new Pool({ connectionString: server.url, max: 1 });
  pool.on('error', () => {});
  store = postgresSubjectStore(pool, { invalidations: 'none', onIncident: () => {} });
  await store.ready();
});
afterEach(async () => {
  await store.close();
  await pool.end();
});

async function connectionId(): Promise<number> {
  const { rows } = await pool.query<{ id: number }>('select pg_backend_pid() as id');
  return rows[0]?.id ?? 0;
}

/** Holds the states so that nobody can write one, until it is let go. */
async function holdStates(): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query('begin; lock table lawful.subject_state in exclusive mode');
  return () => client.end();
}

test('while every connection is taken, a withdrawal is refused in time, and is not stored behind its back', async () => {
  await store.append('c1', consentGiven('newsletter'));
  const taken = await pool.connect();
  const begun = performance.now();
  await expect(store.append('c1', consentWithdrawn('newsletter'))).rejects.toThrow('in time');
  expect(performance.now() - begun).toBeLessThan(TIMEOUT + SLACK);
  taken.release();
  expect(await store.history('c1')).toHaveLength(1);
  expect(await store.append('c1', consentWithdrawn('newsletter'))).toMatchObject({ version: 2 });
  expect({ of: pool.totalCount, waiting: pool.waitingCount }).toEqual({ of: 1, waiting: 0 });
});

test('of many changes that find no connection, none is stored later', async () => {
  const taken = await pool.connect();
  const subjects = Array.from({ length: 100 }, (_, number) => `burst-${number}`);
  const changes = subjects.map((subject) => store.append(subject, consentGiven('newsletter')));
  const outcomes = await Promise.allSettled(changes);
  taken.release();
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
  const histories = await Promise.all(subjects.map((subject) => store.history(subject)));
  expect(histories.flat()).toEqual([]);
});

test('a connection on which the database refused an event is used again', async () => {
  const event = consentGiven('newsletter');
  const state = await store.append('c2', event);
  const before = await connectionId();
  expect(await store.append('c2', event), 'sent again').toEqual(state);
  expect(await connectionId()).toBe(before);
});

test('a connection that owes an answer is not used again', async () => {
  const before = await connectionId();
  const letGo = await holdStates();
  await expect(store.append('c3', consentGiven('newsletter'))).rejects.toThrow('in time');
  await letGo();
  expect(await connectionId()).not.toBe(before);
  await store.append('c3b', consentGiven('newsletter'));
});

test('a connection that ends before it has answered tells whoever asked, and nobody else', async () => {
  const before = await connectionId();
  const letGo = await holdStates();
  const refused = expect(store.append('c4', consentGiven('newsletter'))).rejects.toThrow(
    'terminat',
  );
  const operator = new Client({ connectionString: server.url });
  await operator.connect();
  await vi.waitFor(async () => {
    const { rows } = await operator.query<{ ended: boolean }>(
      'select pg_terminate_backend(pid) as ended from pg_stat_activity where pid = $1 and wait_event_type = $2',
      [before, 'Lock'],
    );
    expect(rows).toHaveLength(1);
  });
  await refused;
  await operator.end();
  await letGo();
  expect(await store.history('c4')).toEqual([]);
  expect(await connectionId()).not.toBe(before);
});

test('where nobody can be reached, it says so at once', async () => {
  const nowhere = new Pool({ host: '127.0.0.1', port: 1, user: 'nobody', database: 'nothing' });
  const unreachable = postgresSubjectStore(nowhere, {
    invalidations: 'none',
    onIncident: () => {},
  });
  await expect(unreachable.append('c5', consentGiven('newsletter'))).rejects.toThrow(
    'ECONNREFUSED',
  );
  await unreachable.close();
  await nowhere.end();
});
