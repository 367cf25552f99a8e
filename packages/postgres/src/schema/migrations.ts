import { subjectState } from './0001-subject-state.ts';
import { outbox } from './0002-outbox.ts';
import { consentImport } from './0003-import.ts';
import type { SchemaMigrations } from './migration.ts';

/** Every step of the schema, oldest first. What has been released is never edited. */
export const MIGRATIONS = {
  '0001-subject-state': subjectState,
  '0002-outbox': outbox,
  '0003-import': consentImport,
} as const satisfies SchemaMigrations;

/** The name of a step. */
export type StepName = keyof typeof MIGRATIONS;

/** The schema version that this code was written for: the number of its migrations. */
export const SCHEMA_VERSION = Object.keys(MIGRATIONS).length;

/** The steps up to the one named, that one included; all of them where none is named. */
export function stepsUpTo(last: StepName | undefined): SchemaMigrations {
  if (last === undefined) return MIGRATIONS;
  return Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name <= last));
}
