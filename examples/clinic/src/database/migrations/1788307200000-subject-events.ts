import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consents, refusals, withdrawals and objections: append-only, they are the proof of Art. 7(1). */
export class SubjectEvents1788307200000 implements MigrationInterface {
  readonly name = 'SubjectEvents1788307200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table subject_events (
        position bigint generated always as identity primary key,
        id text not null,
        subject text not null,
        event jsonb not null,
        unique (subject, id)
      )`);
    await runner.query(`
      create table subject_salts (
        subject text primary key,
        salt text not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table subject_events, subject_salts');
  }
}
