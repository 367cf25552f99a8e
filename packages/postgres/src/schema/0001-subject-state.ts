import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { FEED_FUNCTIONS, FUNCTIONS } from './0001-functions.ts';
import { GRANTS, POLICIES, TABLES } from './0001-tables.ts';
import type { SchemaMigration } from './migration.ts';
import { createRoles, runAs } from './roles.ts';

/** Events, current states, and the roles and functions through which they are reached. */
export const subjectState: SchemaMigration = {
  oldestCode: 1,
  up: async (db) => {
    await createRoles(db);
    for (const statement of [...TABLES, ...POLICIES, ...GRANTS])
      await sql.raw(statement).execute(db);
    await runAs('lawful_functions', FUNCTIONS, db);
    await runAs('lawful_feed', FEED_FUNCTIONS, db);
    await sql`insert into lawful.installation (key_secret, schema_version, oldest_code)
      values (${randomBytes(32)}, 0, 0)`.execute(db);
  },
};
