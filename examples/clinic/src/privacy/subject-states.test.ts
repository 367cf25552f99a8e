import { describeSubjectStore } from '@lawful/core/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOptions } from '../database/database-options.ts';
import { type EmbeddedDatabase, startEmbedded } from '../database/embedded-postgres.ts';
import { createSubjectStates } from './subject-states.ts';

let database: EmbeddedDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await startEmbedded('memory://');
  dataSource = await new DataSource(databaseOptions(database.url)).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.stop();
});

describeSubjectStore({ test, expect }, async () => {
  await dataSource.query('truncate subject_events, subject_salts');
  return createSubjectStates(dataSource);
});
