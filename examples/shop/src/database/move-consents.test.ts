import { memorySubjectStore, type SubjectStore } from '@lawful/core';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createShopPrivacy } from '../privacy/privacy.ts';
import { connectDatabase, type Database } from './connect.ts';
import { migrate } from './migrate.ts';
import { shop } from './migrations/2026-09-01-shop.ts';
import { subjectEvents } from './migrations/2026-09-08-subject-events.ts';
import type { Schema } from './schema.ts';

const CUSTOMERS = ['ada', 'blaise', 'grace'];

let former: SubjectStore;
let database: Database;

beforeEach(async () => {
  former = await givenHistories();
  database = await connectDatabase({ databaseUrl: undefined, dataDir: 'memory://' });
  await givenShopOfTheVersionBefore(database.db, former);
});
afterEach(() => database?.close());

test('a shop that kept consents in tables of its own keeps each of them, with its evidence and its pseudonym', async () => {
  await migrate(database);
  await expectMoved();
  // The next start finds nothing to move.
  await migrate(database);
  await expectMoved();
  expect(await tablesOfSubjects(database.db)).toEqual([]);
});

test('an interrupted move is begun anew, and nothing is there twice', async () => {
  const { db } = database;
  await sql`create view in_the_way as select salt from subject_salts`.execute(db);
  await expect(migrate(database)).rejects.toThrow(/depend/);
  await sql`drop view in_the_way`.execute(db);
  await migrate(database);
  await expectMoved();
});

async function expectMoved(): Promise<void> {
  for (const customer of CUSTOMERS) {
    const { state } = await database.consents.read(customer, { maxStaleness: 0 });
    expect(state).toEqual((await former.read(customer)).state);
    expect(await database.consents.history(customer)).toEqual(await former.history(customer));
  }
}

/** Every kind of change that customers of a shop can make. */
async function givenHistories(): Promise<SubjectStore> {
  const store = memorySubjectStore();
  const { rights, object, restrict } = createShopPrivacy({
    store,
    sources: [],
    relays: [],
    warn: () => {},
  });
  const evidence = { noticeVersion: '2', language: 'en', indication: 'checkbox#newsletter' };
  await rights.give('ada', 'newsletter', evidence);
  await rights.give('blaise', 'newsletter', evidence);
  await rights.withdraw('ada', 'newsletter');
  await rights.give('ada', 'newsletter', evidence);
  await rights.refuse('blaise', 'analytics', evidence);
  await object('grace', { purpose: 'fraud-prevention' });
  await restrict('grace', { ground: 'accuracy-contested' });
  return store;
}

async function givenShopOfTheVersionBefore(db: Kysely<Schema>, store: SubjectStore): Promise<void> {
  const migrations = { '2026-09-01-shop': shop, '2026-09-08-subject-events': subjectEvents };
  const provider = { getMigrations: async () => migrations };
  await new Migrator({ db, provider }).migrateToLatest();
  for (const subject of CUSTOMERS) {
    const { state } = await store.read(subject);
    await sql`insert into subject_salts values (${subject}, ${state?.salt})`.execute(db);
    for (const event of await store.history(subject)) {
      await sql`insert into subject_events (id, subject, event)
        values (${event.id}, ${subject}, ${JSON.stringify(event)})`.execute(db);
    }
  }
}

async function tablesOfSubjects(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  return tables
    .filter(({ schema, name }) => schema === 'public' && name.includes('subject_'))
    .map(({ name }) => name);
}
