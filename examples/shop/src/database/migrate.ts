import { migrate as migrateConsents } from '@lawful/postgres';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './connect.ts';
import { shop } from './migrations/2026-09-01-shop.ts';
import { subjectEvents } from './migrations/2026-09-08-subject-events.ts';
import { setAsideSubjectEvents } from './migrations/2026-11-22-set-aside-subject-events.ts';
import { moveConsents } from './move-consents.ts';

/** Imported, not found on disk: what is built is what runs. */
const migrations: Record<string, Migration> = {
  '2026-09-01-shop': shop,
  '2026-09-08-subject-events': subjectEvents,
  '2026-11-22-set-aside-subject-events': setAsideSubjectEvents,
};

/** Brings the shop's tables, and those of the consents beside them, to the newest schema. */
export async function migrate({ db, source }: Pick<Database, 'db' | 'source'>): Promise<void> {
  // The shop migrates and works as one role; `lawful migrate` keeps the two apart.
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db);
  await migrateConsents(source, { grant: rows.map(({ role }) => role) });
  const provider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be migrated', { cause: error });
  await moveConsents({ db, source });
}
