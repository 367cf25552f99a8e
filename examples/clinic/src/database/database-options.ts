import type { DataSourceOptions } from 'typeorm';
import { Appointment } from '../appointments/appointment.entity.ts';
import { Patient } from '../patients/patient.entity.ts';
import { CareTeamMember } from '../practitioners/care-team-member.entity.ts';
import { Practitioner } from '../practitioners/practitioner.entity.ts';
import { Prescription } from '../prescriptions/prescription.entity.ts';
import { SentReminder } from '../reminders/sent-reminder.entity.ts';
import { Practice1788220800000 } from './migrations/1788220800000-practice.ts';
import { SubjectEvents1788307200000 } from './migrations/1788307200000-subject-events.ts';
import { MoveConsents1795305600000 } from './migrations/1795305600000-move-consents.ts';

/** Every table of the practice that has an entity. */
export const entities = [
  Patient,
  Practitioner,
  CareTeamMember,
  Appointment,
  Prescription,
  SentReminder,
];

/** The database at `url`, brought to the newest schema when it is opened. Statements are never logged: they hold values. */
export function databaseOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    // Imported, not found on disk: what is built is what runs.
    migrations: [Practice1788220800000, SubjectEvents1788307200000, MoveConsents1795305600000],
    migrationsRun: true,
    migrationsTransactionMode: 'all',
    synchronize: false,
    logging: false,
    extra: { max: 10, connectionTimeoutMillis: 5_000 },
  };
}
