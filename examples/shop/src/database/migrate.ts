import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { shop } from './migrations/2026-09-01-shop.ts';
import { subjectEvents } from './migrations/2026-09-08-subject-events.ts';
import type { Schema } from './schema.ts';

/** Imported, not found on disk: what is built is what runs. */
const migrations: Record<string, Migration> = {
  '2026-09-01-shop': shop,
  '2026-09-08-subject-events': subjectEvents,
};

/** Brings the database to the newest schema and returns the names of the migrations that ran. */
export async function migrate(db: Kysely<Schema>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be migrated', { cause: error });
  return (results ?? []).map(({ migrationName }) => migrationName);
}
