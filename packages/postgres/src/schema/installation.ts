import type { Database, Statement } from '../database/port.ts';
import { type SubjectKeys, subjectKeys } from '../state/subject-key.ts';
import { checkSchemaVersion, isSchemaMissing, type SchemaVersions } from './schema-version.ts';

/** The call that learns of the installation. */
export const INSTALLATION: Statement = {
  name: 'lawful_installation_v1',
  text: 'select key_secret, schema_version, oldest_code from lawful.installation_v1()',
};

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
    known ??= subjectKeysOf(database).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

/**
 * The pseudonyms of an installation that this code works with.
 *
 * @throws PrivacyError `store-schema-behind`, `store-schema-ahead`
 */
export async function subjectKeysOf(database: Database): Promise<SubjectKeys> {
  const row = await installationRow(database);
  checkSchemaVersion(row);
  if (row === undefined) throw new Error('No installation');
  return subjectKeys(row.key_secret);
}

async function installationRow(database: Database): Promise<InstallationRow | undefined> {
  try {
    return (await database.query<InstallationRow>(INSTALLATION, []))[0];
  } catch (error) {
    if (isSchemaMissing(error)) return undefined;
    throw error;
  }
}
