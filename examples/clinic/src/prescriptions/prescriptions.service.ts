import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { NewPrescription } from './new-prescription.ts';
import { Prescription } from './prescription.entity.ts';

/** What was prescribed. */
@Injectable()
export class PrescriptionsService {
  readonly #prescriptions: Repository<Prescription>;

  constructor(@InjectRepository(Prescription) prescriptions: Repository<Prescription>) {
    this.#prescriptions = prescriptions;
  }

  async add(
    patientId: string,
    practitionerId: string,
    { medicine, dosage }: NewPrescription,
  ): Promise<Prescription> {
    const prescription = Object.assign(new Prescription(), {
      id: randomUUID(),
      ...{ patientId, practitionerId, medicine, dosage },
      prescribedAt: new Date(),
    });
    await this.#prescriptions.insert(prescription);
    return prescription;
  }

  /** Newest first. */
  of(patientId: string): Promise<Prescription[]> {
    return this.#prescriptions.find({ where: { patientId }, order: { prescribedAt: 'DESC' } });
  }

  /** What each patient was prescribed, each medicine once. */
  async medicines(): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.#prescriptions.find({ order: { medicine: 'ASC' } });
    const found = new Map<string, Set<string>>();
    for (const { patientId, medicine } of rows) {
      found.set(patientId, (found.get(patientId) ?? new Set()).add(medicine));
    }
    return new Map([...found].map(([patientId, medicines]) => [patientId, [...medicines]]));
  }
}
