import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Consents, refusals, withdrawals and objections: append-only, they are the proof of Art. 7(1). */
export const subjectEvents: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('subject_events')
      .addColumn('position', 'bigserial', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('event', 'jsonb', (column) => column.notNull())
      .addUniqueConstraint('subject_events_once', ['subject', 'id'])
      .execute();
    await db.schema
      .createTable('subject_salts')
      .addColumn('subject', 'text', (column) => column.primaryKey())
      .addColumn('salt', 'text', (column) => column.notNull())
      .execute();
  },
};
