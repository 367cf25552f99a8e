import { PGlite } from '@electric-sql/pglite';
import type { SubjectEvent } from '@lawful/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../schema/migrate.ts';
import { postgresSubjectStore } from '../subject-store/subject-store.ts';
import type { Disagreement } from './disagreement.ts';
import { type RebuildOutcome, rebuildStates } from './rebuild.ts';
import { verifyStates } from './verify.ts';

let pglite: PGlite;

beforeEach(async () => {
  pglite = await PGlite.create();
  await migrate(pglite);
  await givenHistory('anna', [given('1'), withdrawn('2'), given('3')]);
  await givenHistory('ben', [given('4')], 'clinic');
});

afterEach(async () => {
  await pglite.close();
});

test('a database in which nothing was tampered with agrees', async () => {
  const found = await verified();
  expect(found.counts).toEqual({ subjects: 2, events: 4, disagreements: 0 });
  expect(found.all).toEqual([]);
});

test('an empty database agrees, one that was never migrated is refused', async () => {
  const empty = await PGlite.create();
  await expect(verifyStates(empty)).rejects.toMatchObject({ code: 'store-schema-behind' });
  await migrate(empty);
  expect(await verifyStates(empty)).toEqual({ subjects: 0, events: 0, disagreements: 0 });
  await empty.close();
});

test.each([
  ['a state that is gone', `delete from lawful.subject_state where tenant = ''`, ['state-missing']],
  [
    'a state with one bit changed',
    `update lawful.subject_state set state = set_bit(state, 20, 1 - get_bit(state, 20)) where tenant = ''`,
    ['state-corrupted'],
  ],
  [
    'a state with no bytes',
    `update lawful.subject_state set state = '' where tenant = ''`,
    ['state-corrupted'],
  ],
  [
    'a state of somebody else',
    `update lawful.subject_state s set state = o.state, epoch = o.epoch, salt = o.salt
     from lawful.subject_state o where s.tenant = '' and o.tenant = 'clinic'`,
    ['state-different', 'salt-different', 'epoch-different'],
  ],
  [
    'a state in another place',
    `update lawful.subject_state set seq = 2 where tenant = ''`,
    ['seq-different'],
  ],
  [
    'another epoch',
    `update lawful.subject_state set epoch = 9 where tenant = ''`,
    ['state-corrupted', 'epoch-different'],
  ],
])('finds %s, and the events mend it', async (_what, tampering, findings) => {
  const before = await rows('subject_state');
  await tamper(tampering);
  const { all } = await verified();
  expect(all).toMatchObject([{ tenant: '', findings, mendable: true }]);
  expect(JSON.stringify(all)).not.toContain('anna');

  expect(await rebuilt({ dryRun: true })).toEqual(['would-mend']);
  expect((await verified()).counts.disagreements).toBe(1);
  expect(await rebuilt()).toEqual(['mended']);
  expect((await verified()).all).toEqual([]);
  expect(await rows('subject_state')).toEqual(before);
});

test.each([
  [
    'a state without events',
    `delete from lawful.subject_event where tenant = ''`,
    'events-missing',
  ],
  [
    'a withdrawal that is gone from the middle',
    `delete from lawful.subject_event where seq = 2`,
    'seq-not-dense',
  ],
  [
    'the newest event gone',
    `delete from lawful.subject_event where tenant = '' and seq = 3`,
    'events-lost',
  ],
  [
    'an event twice',
    `alter table lawful.subject_event drop constraint subject_event_pkey;
     insert into lawful.subject_event (seq, epoch, subject_key, tenant, subject, event_id, type, purpose, event)
     select 4, 4, subject_key, tenant, subject, event_id, type, purpose, event
     from lawful.subject_event where tenant = '' and seq = 3`,
    'event-repeated',
  ],
  [
    'an event that says something else than its columns',
    `update lawful.subject_event set event = event || '{"type":"consent.given","explicit":true}' where seq = 2`,
    'event-different',
  ],
  [
    'an event under the pseudonym of somebody else',
    `update lawful.subject_event set subject = 'ben' where tenant = '' and seq = 1`,
    'key-different',
  ],
  [
    'a salt that is gone',
    `update lawful.subject_event set salt = null where tenant = '' and seq = 1`,
    'salt-missing',
  ],
])('finds %s, and makes nothing up', async (_what, tampering, finding) => {
  await tamper(tampering);
  const before = await rows('subject_state');
  const { all } = await verified();
  expect(all).toMatchObject([
    { tenant: '', findings: expect.arrayContaining([finding]), mendable: false },
  ]);
  expect(await rebuilt()).toEqual(['left']);
  expect(await rows('subject_state')).toEqual(before);
});

test('one tenant is looked at and no other', async () => {
  await tamper('delete from lawful.subject_state');
  expect((await verified({ tenant: 'clinic' })).all).toMatchObject([{ tenant: 'clinic' }]);
  expect(await rebuilt({ tenant: 'clinic' })).toEqual(['mended']);
  expect((await verified()).all).toMatchObject([{ tenant: '' }]);
});

async function verified(options: { tenant?: string } = {}) {
  const all: Disagreement[] = [];
  const counts = await verifyStates(pglite, {
    ...options,
    onDisagreement: (each) => void all.push(each),
  });
  return { all, counts };
}

async function rebuilt(options: { tenant?: string; dryRun?: boolean } = {}) {
  const outcomes: RebuildOutcome[] = [];
  await rebuildStates(pglite, {
    ...options,
    onRebuilt: (_, outcome) => void outcomes.push(outcome),
  });
  return outcomes;
}

/** As the owner of the database server, who may do anything: row-level security does not hold a superuser. */
async function tamper(statements: string): Promise<void> {
  await pglite.exec(statements);
}

async function rows(table: string): Promise<unknown[]> {
  return (await pglite.query(`select * from lawful.${table} order by tenant, subject_key`)).rows;
}

async function givenHistory(
  subject: string,
  events: readonly SubjectEvent[],
  tenant?: string,
): Promise<void> {
  const store = postgresSubjectStore(pglite, { invalidations: 'none' });
  for (const event of events) await store.append(subject, event, tenant);
  await store.close();
}

const common = { at: '2026-11-22T09:00:00.000Z', actor: 'data-subject', purpose: 'news' } as const;

function given(id: string): SubjectEvent {
  const evidence = { noticeVersion: '1', language: 'en', indication: 'box', textHash: '' };
  return { id, ...common, type: 'consent.given', explicit: false, evidence };
}

function withdrawn(id: string): SubjectEvent {
  return { id, ...common, type: 'consent.withdrawn' };
}
