import { randomUUID } from 'node:crypto';
import type { SubjectEvent } from '@lawful/core';
import {
  type Disagreement,
  exportConsents,
  importConsents,
  migrate,
  postgresSubjectStore,
  rebuildStates,
  verifyStates,
} from '@lawful/postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { consentLine, manyLines } from './consent-lines.ts';
import { urlAs } from './functions.ts';

let postgres: Postgres;
let pool: Pool;

beforeAll(async () => {
  postgres = await startPostgres();
  pool = poolOf(postgres.url);
  await migrate(pool);
});

beforeEach(() => pool.query('truncate lawful.subject_event, lawful.subject_state'));

afterAll(async () => {
  await pool?.end();
  await postgres?.stop();
});

test('a running application causes no false alarm', async () => {
  const writing = startWriting(40);
  for (let round = 0; round < 10; round++) {
    expect((await verifyStates(pool)).disagreements).toBe(0);
  }
  expect((await writing.stop()).length).toBeGreaterThan(40);
});

test('tampered states are mended while the application goes on, and no event is lost', async () => {
  const writing = startWriting(40);
  await writing.everybody();
  const outcomes: string[] = [];
  for (const [at, tampering] of TAMPERING.entries()) {
    const { rowCount } = await pool.query(`${tampering} where s.subject_key in (
      select subject_key from lawful.subject_state order by subject_key offset ${at * 5} limit 5)`);
    expect(rowCount).toBe(5);
    const { left } = await rebuildStates(pool, {
      onRebuilt: (_, outcome) => void outcomes.push(outcome),
    });
    expect(left).toBe(0);
  }
  const acknowledged = await writing.stop();
  expect(await disagreements()).toEqual([]);
  expect(new Set(outcomes)).toEqual(new Set(['mended']));
  const { rows } = await pool.query('select event_id from lawful.subject_event');
  const stored = new Set(rows.map(({ event_id }) => event_id));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
});

test('histories of many subjects are gone through in groups, and each fault is found once', async () => {
  await importConsents(pool, lines(manyLines(3_500)));
  await pool.query(`update lawful.subject_state set state = '\\x00' where subject_key in (
    select subject_key from lawful.subject_state order by subject_key offset 990 limit 25)`);
  await pool.query(`delete from lawful.subject_state where subject_key in (
    select subject_key from lawful.subject_state order by subject_key desc limit 5)`);
  const found = await disagreements();
  expect(new Set(found.map(({ key }) => key)).size).toBe(30);
  expect(found.flatMap(({ findings }) => findings).sort()).toEqual([
    ...Array(25).fill('state-corrupted'),
    ...Array(5).fill('state-missing'),
  ]);
  expect(await rebuildStates(pool)).toMatchObject({ subjects: 3_500, mended: 30, left: 0 });
  expect(await disagreements()).toEqual([]);
});

test('an export makes an empty database the same, state by state and salt by salt', async () => {
  const writing = startWriting(30);
  await writing.stop();
  await postgres.query('create database restored');
  const restored = poolOf(urlAs(postgres.url, { database: 'restored' }));
  await migrate(restored);
  const report = await importConsents(restored, exportConsents(pool));
  expect(report).toMatchObject({ integrity: 'whole', rejected: 0 });
  const held = `select e.subject, e.seq, e.event, e.epoch, e.salt as first_salt, s.salt, s.seq as at, s.state
    from lawful.subject_event e join lawful.subject_state s using (tenant, subject_key)
    order by e.tenant, e.subject, e.seq`;
  const [before, after] = [await pool.query(held), await restored.query(held)];
  expect(before.rows.length).toBeGreaterThan(30);
  expect(after.rows).toEqual(before.rows);
  await restored.end();
});

test('two imports of one file at once, beside an application that writes, import each line once', async () => {
  const writing = startWriting(200, (at) => `person-${at}@example.org`);
  const reports = await Promise.all([
    importConsents(pool, lines(manyLines(3_000))),
    importConsents(pool, lines(manyLines(3_000))),
  ]);
  await writing.stop();
  const [one, other] = reports;
  expect((one?.imported ?? 0) + (other?.imported ?? 0)).toBeGreaterThan(3_600);
  expect(one?.imported).toBe(other?.unchanged);
  expect(one?.rejected).toBe(other?.rejected);
  expect(await disagreements()).toEqual([]);
});

test('a role without lawful_tools sees nothing and is told so; with it, it cannot change an event', async () => {
  await importConsents(pool, lines([consentLine()]));
  for (const role of ['outsider', 'application', 'officer']) {
    await postgres.query(`create role ${role} login password '${role}'`);
  }
  await postgres.query('grant lawful_app to application');
  await postgres.query('grant lawful_tools to officer');
  for (const role of ['outsider', 'application']) {
    const refused = withRole(role, (as) => verifyStates(as));
    await expect(refused).rejects.toMatchObject({ code: '42501' });
  }
  await withRole('officer', async (as) => {
    expect(await verifyStates(as)).toMatchObject({ subjects: 1, disagreements: 0 });
    expect(await importConsents(as, lines([consentLine({ subject: 'ben' })]))).toMatchObject({
      imported: 1,
    });
    for (const change of [
      'update lawful.subject_event set seq = 2',
      'delete from lawful.subject_event',
    ]) {
      await expect(as.query(change)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

const TAMPERING = [
  'delete from lawful.subject_state s',
  `update lawful.subject_state s set state = '\\x0102'`,
  'update lawful.subject_state s set epoch = epoch + 3',
  'update lawful.subject_state s set salt = gen_random_uuid()',
  'delete from lawful.subject_state s',
];

async function disagreements(): Promise<Disagreement[]> {
  const found: Disagreement[] = [];
  await verifyStates(pool, { onDisagreement: (each) => void found.push(each) });
  return found;
}

async function* lines(all: Iterable<string>): AsyncGenerator<string> {
  yield* all;
}

/** An application with four writers; says at the end which events were acknowledged. */
function startWriting(subjects: number, name = (at: number) => `subject-${at}`) {
  const store = postgresSubjectStore(pool, { invalidations: 'none', onIncident: () => {} });
  const acknowledged: string[] = [];
  let running = true;
  const write = async (writer: number): Promise<void> => {
    for (let at = writer; running; at += 4) {
      const event = at % 7 < 4 ? given() : withdrawn();
      // What is refused is not acknowledged: a tampered row, or one that waits too long for an import.
      try {
        await store.append(name(at % subjects), event);
        acknowledged.push(event.id);
      } catch {}
    }
  };
  const writers = [0, 1, 2, 3].map(write);
  const everybody = async (): Promise<void> => {
    while (acknowledged.length < 2 * subjects) await new Promise((done) => setTimeout(done, 5));
  };
  return {
    /** Resolves when each has been written to. */
    everybody,
    stop: async (): Promise<readonly string[]> => {
      await everybody();
      running = false;
      await Promise.all(writers);
      await store.close();
      return acknowledged;
    },
  };
}

const common = () => ({
  id: randomUUID(),
  at: new Date(Date.now() - 60_000).toISOString(),
  actor: 'data-subject' as const,
  purpose: 'newsletter',
});

function given(): SubjectEvent {
  const evidence = { noticeVersion: '1', language: 'en', indication: 'box', textHash: '' };
  return { ...common(), type: 'consent.given', explicit: false, evidence };
}

function withdrawn(): SubjectEvent {
  return { ...common(), type: 'consent.withdrawn' };
}

/** Its connections may still be saying goodbye when the server stops, which is no error of a test. */
function poolOf(connectionString: string): Pool {
  const made = new Pool({ connectionString, max: 8 });
  return made.on('connect', (client) => client.on('error', () => {}));
}

async function withRole(role: string, work: (as: Pool) => Promise<unknown>): Promise<void> {
  const as = poolOf(urlAs(postgres.url, { role }));
  await work(as).finally(() => as.end());
}
