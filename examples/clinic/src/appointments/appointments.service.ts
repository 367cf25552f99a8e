import { randomUUID } from 'node:crypto';
import { PrivacyError } from '@lawful/core';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { GENERAL_PRACTITIONER } from '../database/seed.ts';
import { refusedBy } from '../database/sql-state.ts';
import { ClinicProblem } from '../http/clinic-problem.ts';
import { CareTeamMember } from '../practitioners/care-team-member.entity.ts';
import { Practitioner } from '../practitioners/practitioner.entity.ts';
import { Appointment } from './appointment.entity.ts';
import type { NewAppointment } from './new-appointment.ts';

const FEE_CENTS = 3_000;

/** The appointments of the practice. */
@Injectable()
export class AppointmentsService {
  readonly #dataSource: DataSource;

  constructor(@InjectDataSource() dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /**
   * Books an appointment; the practitioner belongs to the patient's care team from then on. Throws
   * `practitioner-unknown`, and `actor-unknown` for a patient who has no file (any more).
   */
  async book(patientId: string, wanted: NewAppointment): Promise<Appointment> {
    const practitionerId = wanted.practitionerId ?? (await this.#usual(patientId));
    if (!(await this.#dataSource.getRepository(Practitioner).existsBy({ id: practitionerId }))) {
      throw new ClinicProblem('practitioner-unknown');
    }
    const appointment = Object.assign(new Appointment(), {
      id: randomUUID(),
      patientId,
      practitionerId,
      at: new Date(wanted.at),
      reason: wanted.reason ?? null,
      feeCents: FEE_CENTS,
    });
    try {
      await this.#dataSource.transaction(async (transaction) => {
        await transaction.insert(Appointment, appointment);
        await transaction
          .createQueryBuilder()
          .insert()
          .into(CareTeamMember)
          .values({ patientId, practitionerId })
          .orIgnore()
          .execute();
      });
    } catch (error) {
      if (refusedBy(error) === 'missing') throw new PrivacyError('actor-unknown');
      throw error;
    }
    return appointment;
  }

  find(id: string): Promise<Appointment | null> {
    return this.#dataSource.getRepository(Appointment).findOneBy({ id });
  }

  /** The patient's appointments, latest first. */
  of(patientId: string): Promise<Appointment[]> {
    return this.#dataSource
      .getRepository(Appointment)
      .find({ where: { patientId }, order: { at: 'DESC' } });
  }

  async #usual(patientId: string): Promise<string> {
    const [member] = await this.#dataSource
      .getRepository(CareTeamMember)
      .find({ where: { patientId }, order: { since: 'ASC' }, take: 1 });
    return member?.practitionerId ?? GENERAL_PRACTITIONER;
  }
}
