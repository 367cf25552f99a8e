import { PGlite } from '@electric-sql/pglite';
import { describeSubjectStore } from '@lawful/core/testing';
import { afterAll, expect, test } from 'vitest';
import { migrate } from '../schema/migrate.ts';
import { postgresSubjectStore } from './subject-store.ts';

const pglite = new PGlite();
await migrate(pglite);
afterAll(() => pglite.close());

describeSubjectStore(
  { test, expect },
  async () => {
    await pglite.exec('truncate lawful.subject_event, lawful.subject_state');
    return postgresSubjectStore(pglite);
  },
  () => postgresSubjectStore(pglite),
);
