import type { PersonalDataSource } from '@lawful/core';
import type { DataSource } from 'typeorm';
import { Appointment } from '../appointments/appointment.entity.ts';
import { Patient } from '../patients/patient.entity.ts';
import { Prescription } from '../prescriptions/prescription.entity.ts';
import { SentReminder } from '../reminders/sent-reminder.entity.ts';

/** Where the practice keeps what it knows of somebody: what the export reads. */
export function createSources(dataSource: DataSource): readonly PersonalDataSource[] {
  return [
    { model: Patient, find: (id) => dataSource.getRepository(Patient).findBy({ id }) },
    {
      model: Appointment,
      find: (patientId) =>
        dataSource.getRepository(Appointment).find({ where: { patientId }, order: { at: 'ASC' } }),
    },
    {
      model: Prescription,
      find: (patientId) =>
        dataSource
          .getRepository(Prescription)
          .find({ where: { patientId }, order: { prescribedAt: 'ASC' } }),
    },
    {
      model: SentReminder,
      find: (patientId) =>
        dataSource
          .getRepository(SentReminder)
          .find({ where: { patientId }, order: { sentAt: 'ASC' } }),
    },
  ];
}
