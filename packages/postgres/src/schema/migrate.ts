import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { type DatabaseSource, databaseOf } from '../database/database.ts';
import { grantApplication } from './grant.ts';
import type { SchemaMigrations } from './migration.ts';
import { migrationFailed } from './migration-failed.ts';
import { type StepName, stepsUpTo } from './migrations.ts';
import { checkSchemaVersion } from './schema-version.ts';
import { schemaStatus } from './status.ts';

/** What `migrate` may be told. */
export interface MigrateOptions {
  /** Login roles of the application, which become members of `lawful_app`. */
  readonly grant?: readonly string[];
  /** The last step to run, for a rollout in stages. Left out: the newest. */
  readonly upTo?: StepName;
  /** Only says which steps would run, and changes nothing. */
  readonly dryRun?: boolean;
}

/**
 * Brings the schema `lawful` to the newest version, in one transaction: all pending steps or none. Any number of
 * processes may do so at once. A database that a newer version has migrated is left as it is.
 *
 * @returns the names of the steps that ran, oldest first
 * @throws PrivacyError `migration-refused` with the reason; `store-schema-ahead`
 */
export function migrate(
  source: DatabaseSource,
  options: MigrateOptions = {},
): Promise<readonly string[]> {
  return runMigrations(source, stepsUpTo(options.upTo), options);
}

/** {@link migrate} with steps of the caller's choosing. */
export async function runMigrations(
  source: DatabaseSource,
  migrations: SchemaMigrations,
  { grant = [], dryRun = false }: MigrateOptions = {},
): Promise<readonly string[]> {
  const db = databaseOf(source).kysely<unknown>();
  try {
    const pending = await pendingSteps(source, migrations);
    if (dryRun) return pending;
    const ran = pending.length === 0 ? [] : await runPending(source, db, migrations);
    await grantApplication(db, grant);
    return ran;
  } catch (error) {
    throw migrationFailed(error);
  } finally {
    await db.destroy();
  }
}

/** What has not run; nothing where a newer version has migrated the database, which must still serve this one. */
async function pendingSteps(
  source: DatabaseSource,
  migrations: SchemaMigrations,
): Promise<readonly string[]> {
  const { applied, pending, oldestCode } = await schemaStatus(source, migrations);
  if (pending.length === 0) {
    const code = Object.keys(migrations).length;
    checkSchemaVersion({ schema_version: applied.length, oldest_code: oldestCode }, code);
  }
  return pending;
}

async function runPending(
  source: DatabaseSource,
  db: Kysely<unknown>,
  migrations: SchemaMigrations,
): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    migrationTableSchema: 'lawful',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    provider: { getMigrations: async () => counted(migrations) },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return results.map((each) => each.migrationName);
  // A newer version may have been faster while this one waited for the lock.
  if ((await pendingSteps(source, migrations)).length === 0) return [];
  throw migrationFailed(error, results.find((each) => each.status === 'Error')?.migrationName);
}

/** Each step also says in the database how far the schema has come and which code it still serves. */
function counted(migrations: SchemaMigrations): Record<string, Migration> {
  const names = Object.keys(migrations).sort();
  return Object.fromEntries(
    Object.entries(migrations).map(([name, { up, oldestCode }]) => [
      name,
      {
        up: async (db: Kysely<unknown>) => {
          await up(db);
          const version = names.indexOf(name) + 1;
          await sql`update lawful.installation
            set schema_version = ${version}, oldest_code = ${oldestCode}`.execute(db);
        },
      },
    ]),
  );
}
