import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patients, practitioners and who treats whom, appointments, prescriptions, the outbox of reminders. */
export class Practice1788220800000 implements MigrationInterface {
  readonly name = 'Practice1788220800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table practitioners (
        id text primary key,
        name text not null,
        speciality text not null
      )`);
    await runner.query(`
      create table patients (
        id text primary key,
        email text not null,
        first_name text not null,
        last_name text not null,
        birth_date date not null,
        phone text,
        allergies jsonb,
        created_at timestamptz not null default now()
      )`);
    await runner.query('create unique index patients_email on patients (lower(email))');
    await runner.query(`
      create table care_team_members (
        patient_id text not null references patients (id),
        practitioner_id text not null references practitioners (id),
        since timestamptz not null default now(),
        primary key (patient_id, practitioner_id)
      )`);
    await runner.query(
      'create index care_team_of_practitioner on care_team_members (practitioner_id)',
    );
    await runner.query(`
      create table appointments (
        id text primary key,
        patient_id text not null references patients (id),
        practitioner_id text not null references practitioners (id),
        at timestamptz not null,
        reason text,
        fee_cents integer not null
      )`);
    await runner.query('create index appointments_of_patient on appointments (patient_id, at)');
    await runner.query(`
      create table prescriptions (
        id text primary key,
        patient_id text not null references patients (id),
        practitioner_id text not null references practitioners (id),
        medicine text not null,
        dosage text not null,
        prescribed_at timestamptz not null default now()
      )`);
    await runner.query('create index prescriptions_of_patient on prescriptions (patient_id)');
    await runner.query(`
      create table sent_reminders (
        id text primary key,
        patient_id text not null references patients (id),
        appointment_id text not null unique references appointments (id),
        address text not null,
        text text not null,
        sent_at timestamptz not null default now()
      )`);
    await runner.query('create index sent_reminders_of_patient on sent_reminders (patient_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table sent_reminders, prescriptions, appointments, care_team_members, patients, practitioners`,
    );
  }
}
