import { type Kysely, sql } from 'kysely';
import { type DatabaseSource, databaseOf } from '../database/database.ts';
import type { SchemaMigrations } from './migration.ts';
import { MIGRATIONS } from './migrations.ts';
import { isSchemaMissing } from './schema-version.ts';

/** How the schema of a database compares with what this version of the package knows. */
export interface SchemaStatus {
  /** Steps that have run, oldest first. */
  readonly applied: readonly string[];
  /** Steps that `migrate` would run. */
  readonly pending: readonly string[];
  /** The oldest version of the code that the schema serves; 0 before the first step. */
  readonly oldestCode: number;
}

/** Reads it and changes nothing. The role that asks must be the one that migrates. */
export async function schemaStatus(
  source: DatabaseSource,
  migrations: SchemaMigrations = MIGRATIONS,
): Promise<SchemaStatus> {
  const known = Object.keys(migrations).sort();
  const db = databaseOf(source).kysely<unknown>();
  const { applied, oldestCode } = await stateOf(db).finally(() => db.destroy());
  const pending = known.filter((name) => !applied.includes(name));
  return { applied, pending, oldestCode };
}

async function stateOf(db: Kysely<unknown>): Promise<Pick<SchemaStatus, 'applied' | 'oldestCode'>> {
  try {
    const { rows } = await sql<{ name: string; oldest_code: number }>`
      select m.name, i.oldest_code from lawful.migration m cross join lawful.installation i order by m.name`.execute(
      db,
    );
    return { applied: rows.map(({ name }) => name), oldestCode: rows[0]?.oldest_code ?? 0 };
  } catch (error) {
    if (isSchemaMissing(error)) return { applied: [], oldestCode: 0 };
    throw error;
  }
}
