import { PrivacyError } from '@lawful/core';
import { SCHEMA_VERSION } from './migrations.ts';

/** What a database says of its schema. */
export interface SchemaVersions {
  /** Number of migrations that have run. */
  readonly schema_version: number;
  /** The oldest version of the code that still works with it. */
  readonly oldest_code: number;
}

/**
 * Refuses a database that this code cannot work with; `undefined` is one that was never migrated. A database that
 * is ahead is welcome as long as it says that it serves this code, so that a new version can be deployed gradually:
 * first the migration, then process after process.
 *
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`
 */
export function checkSchemaVersion(
  installed: SchemaVersions | undefined,
  code: number = SCHEMA_VERSION,
): void {
  if (installed === undefined || installed.schema_version < code) {
    const found = installed === undefined ? 'none' : `version ${installed.schema_version}`;
    throw new PrivacyError('store-schema-behind', { what: `${found} of ${code}` });
  }
  if (installed.oldest_code > code) {
    throw new PrivacyError('store-schema-ahead', {
      what: `it serves version ${installed.oldest_code} and later, this is ${code}`,
    });
  }
}

/** Whether the database said that there is no schema of ours in it: no such schema, table or function. */
export function isSchemaMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && MISSING.has(`${error.code}`);
}

const MISSING: ReadonlySet<string> = new Set(['3F000', '42P01', '42883']);
