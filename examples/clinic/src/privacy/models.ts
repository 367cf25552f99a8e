import { Appointment } from '../appointments/appointment.entity.ts';
import { NewAppointment } from '../appointments/new-appointment.ts';
import { NewAccount } from '../patients/new-account.ts';
import { NewPatient } from '../patients/new-patient.ts';
import { Patient } from '../patients/patient.entity.ts';
import { NewPrescription } from '../prescriptions/new-prescription.ts';
import { Prescription } from '../prescriptions/prescription.entity.ts';
import { ReminderConsent, ReminderOptIn } from '../reminders/opt-in.ts';
import { Reminder } from '../reminders/reminder.ts';
import { SentReminder } from '../reminders/sent-reminder.entity.ts';
import { CohortMember } from '../research/cohort-member.ts';
import { AgendaEntry } from '../secretary/agenda-entry.ts';

/** Every declared model of the practice. */
export const models = [
  Patient,
  NewPatient,
  NewAccount,
  Appointment,
  NewAppointment,
  Prescription,
  NewPrescription,
  Reminder,
  SentReminder,
  ReminderOptIn,
  ReminderConsent,
  CohortMember,
  AgendaEntry,
] as const;
