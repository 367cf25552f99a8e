import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** From here on consents live in the schema `lawful`. A shop of the version before cannot add to what is being moved. */
export const setAsideSubjectEvents: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of ['subject_events', 'subject_salts']) {
      await db.schema.alterTable(table).renameTo(`former_${table}`).execute();
    }
  },
};
