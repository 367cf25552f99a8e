import type { Database } from '../database/database.ts';
import {
  checkSchemaVersion,
  isSchemaMissing,
  type SchemaVersions,
} from '../schema/schema-version.ts';
import { type SubjectKeys, subjectKeys } from '../state/subject-key.ts';
import { CALLS } from './statements.ts';

interface InstallationRow extends SchemaVersions {
  readonly key_secret: Uint8Array;
}

/**
 * Checks that the schema is one that this code works with, and learns the secret under which subjects are named. A
 * failure is not remembered: the next one who asks tries again.
 *
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`
 */
export function installationOf(database: Database): () => Promise<SubjectKeys> {
  let known: Promise<SubjectKeys> | undefined;
  return () => {
    known ??= connect(database).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function connect(database: Database): Promise<SubjectKeys> {
  const row = await installationRow(database);
  checkSchemaVersion(row);
  if (row === undefined) throw new Error('No installation');
  return subjectKeys(row.key_secret);
}

async function installationRow(database: Database): Promise<InstallationRow | undefined> {
  try {
    return (await database.query<InstallationRow>(CALLS.installation, []))[0];
  } catch (error) {
    if (isSchemaMissing(error)) return undefined;
    throw error;
  }
}
