import { randomUUID } from 'node:crypto';
import { PrivacyService, Processing } from '@lawful/nest';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Job } from 'pg-boss';
import { DataSource } from 'typeorm';
import { Appointment } from '../appointments/appointment.entity.ts';
import { Patient } from '../patients/patient.entity.ts';
import { Reminder } from './reminder.ts';
import type { ReminderJob } from './reminder-queue.ts';
import { reminderText } from './reminder-text.ts';
import { SentReminder } from './sent-reminder.entity.ts';

/** Sends reminders: consent is looked at when a reminder is due, not when it was queued. */
@Injectable()
export class ReminderSender {
  readonly #dataSource: DataSource;
  readonly #privacy: PrivacyService;

  constructor(
    @InjectDataSource() dataSource: DataSource,
    @Inject(PrivacyService) privacy: PrivacyService,
  ) {
    this.#dataSource = dataSource;
    this.#privacy = privacy;
  }

  /** Refused by throwing, before anything is read, unless the patient consents now. */
  @Processing('reminders', {
    subject: (job: Job<ReminderJob>) => job.data.patientId,
    channel: 'email',
  })
  async send({ data: { patientId, appointmentId } }: Job<ReminderJob>): Promise<void> {
    const [patient, appointment] = await Promise.all([
      this.#dataSource.getRepository(Patient).findOneBy({ id: patientId }),
      this.#dataSource.getRepository(Appointment).findOneBy({ id: appointmentId, patientId }),
    ]);
    // Cancelled, or gone altogether.
    if (patient === null || appointment === null) return;
    const { address, text } = await this.#release(patient, appointment);
    await this.#dataSource
      .createQueryBuilder()
      .insert()
      .into(SentReminder)
      .values({ id: randomUUID(), patientId, appointmentId, address, text })
      // A job that is tried again reminds nobody twice.
      .orIgnore()
      .execute();
  }

  /** What the sender of e-mail may have of it, on record before it leaves (Art. 15(1)(c)). */
  async #release(patient: Patient, { at }: Appointment): Promise<Reminder> {
    const reminder = Object.assign(new Reminder(), {
      patientId: patient.id,
      address: patient.email,
      text: reminderText(at),
    });
    const released: unknown = await this.#privacy.disclose(
      {
        subject: patient.id,
        purpose: 'reminders',
        recipient: 'mailer',
        channel: 'email',
        returns: Reminder,
      },
      reminder,
    );
    return Object.assign(new Reminder(), released);
  }
}
