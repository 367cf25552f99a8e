import { describeSubjectStore } from '@lawful/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { createSubjectStates } from './subject-states.ts';

let database: Database;

beforeAll(async () => {
  database = await connectDatabase({ databaseUrl: undefined, dataDir: 'memory://' });
  await migrate(database.db);
});
afterAll(() => database?.close());

describe.each([
  ['alone', true],
  ['among others', false],
])('a process that writes to the database %s', (_name, exclusive) => {
  describeSubjectStore({ test, expect }, async () => {
    await database.db.deleteFrom('subject_events').execute();
    await database.db.deleteFrom('subject_salts').execute();
    return createSubjectStates({ db: database.db, exclusive });
  });
});
