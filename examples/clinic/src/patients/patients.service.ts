import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { GENERAL_PRACTITIONER } from '../database/seed.ts';
import { refusedBy } from '../database/sql-state.ts';
import { CareTeamMember } from '../practitioners/care-team-member.entity.ts';
import type { NewPatient } from './new-patient.ts';
import { Patient } from './patient.entity.ts';

/** The patients of the practice. */
@Injectable()
export class PatientsService {
  readonly #dataSource: DataSource;

  constructor(@InjectDataSource() dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** Opens a file, in the care of the general practitioner; `undefined` if the e-mail address already has one. */
  async add(person: NewPatient): Promise<Patient | undefined> {
    const { email, firstName, lastName, birthDate, phone = null, allergies = null } = person;
    const patient = Object.assign(new Patient(), {
      id: randomUUID(),
      ...{ email, firstName, lastName, birthDate, phone, allergies },
    });
    try {
      await this.#dataSource.transaction(async (transaction) => {
        await transaction.insert(Patient, patient);
        await transaction.insert(CareTeamMember, {
          patientId: patient.id,
          practitionerId: GENERAL_PRACTITIONER,
        });
      });
      return patient;
    } catch (error) {
      if (refusedBy(error) === 'unique') return undefined;
      throw error;
    }
  }

  find(id: string): Promise<Patient | null> {
    return this.#dataSource.getRepository(Patient).findOneBy({ id });
  }

  /** Everybody, in the order in which their files were opened. */
  all(): Promise<Patient[]> {
    return this.#dataSource.getRepository(Patient).find({ order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Those whom this practitioner treats, in the order in which their files were opened. */
  inCareOf(practitionerId: string): Promise<Patient[]> {
    return this.#dataSource
      .getRepository(Patient)
      .createQueryBuilder('patient')
      .innerJoin(CareTeamMember, 'member', 'member.patientId = patient.id')
      .where('member.practitionerId = :practitionerId', { practitionerId })
      .orderBy('patient.createdAt')
      .addOrderBy('patient.id')
      .getMany();
  }
}
