import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Appointment } from '../appointments/appointment.entity.ts';
import { Patient } from '../patients/patient.entity.ts';
import { Practitioner } from '../practitioners/practitioner.entity.ts';
import { AgendaEntry } from './agenda-entry.ts';

interface Row extends Omit<AgendaEntry, 'name'> {
  readonly firstName: string;
  readonly lastName: string;
}

/** The appointments of everybody, as the front desk needs them. */
@Injectable()
export class Agenda {
  readonly #dataSource: DataSource;

  constructor(@InjectDataSource() dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** In the order in which patients come. What an appointment is about is not even read. */
  async entries(): Promise<AgendaEntry[]> {
    const rows: Row[] = await this.#dataSource
      .getRepository(Appointment)
      .createQueryBuilder('appointment')
      .innerJoin(Patient, 'patient', 'patient.id = appointment.patientId')
      .innerJoin(Practitioner, 'practitioner', 'practitioner.id = appointment.practitionerId')
      .select('patient.id', 'patientId')
      .addSelect('patient.firstName', 'firstName')
      .addSelect('patient.lastName', 'lastName')
      .addSelect('patient.phone', 'phone')
      .addSelect('appointment.at', 'at')
      .addSelect('appointment.feeCents', 'feeCents')
      .addSelect('practitioner.name', 'practitioner')
      .orderBy('appointment.at')
      .getRawMany();
    return rows.map(({ firstName, lastName, ...row }) =>
      Object.assign(new AgendaEntry(), row, { name: `${firstName} ${lastName}` }),
    );
  }
}
