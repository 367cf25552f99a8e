import type { SubjectEvent } from '@lawful/core';
import type { ColumnType, GeneratedAlways } from 'kysely';

/** Tables of schema `lawful`, for tools and tests; at run time the functions are the only way in. */
export interface LawfulTables {
  'lawful.subject_event': SubjectEventTable;
  'lawful.subject_state': SubjectStateTable;
  'lawful.installation': InstallationTable;
  'lawful.migration': MigrationTable;
}

/** One thing that a data subject did or was told. Appended, never changed (Art. 5(2), 7(1)). */
export interface SubjectEventTable {
  /** Number of the transaction, by which changes are found. As text: it does not fit a number. */
  xact: GeneratedAlways<string>;
  recorded_at: GeneratedAlways<Date>;
  /** Place in the subject's history, dense from 1. */
  seq: number;
  /** `SubjectState.version` after this event. */
  epoch: number;
  /** Keyed pseudonym of tenant and subject. */
  subject_key: string;
  /** On a subject's first event only. */
  salt: string | null;
  /** Empty where there is none. */
  tenant: string;
  subject: string;
  event_id: string;
  type: string;
  purpose: string | null;
  event: ColumnType<SubjectEvent, string, never>;
}

/** What a subject's events amount to, packed. */
export interface SubjectStateTable {
  seq: number;
  epoch: number;
  subject_key: string;
  salt: string;
  tenant: string;
  state: Uint8Array;
}

/** The only row about the installation. */
export interface InstallationTable {
  id: GeneratedAlways<number>;
  /** 32 random bytes: the key of `subject_key`. */
  key_secret: Uint8Array;
  schema_version: number;
  oldest_code: number;
}

/** Migrations that have run. */
export interface MigrationTable {
  name: string;
  timestamp: string;
}
