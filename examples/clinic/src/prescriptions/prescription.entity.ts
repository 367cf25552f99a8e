import { ApiProperty } from '@nestjs/swagger';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DataSubject, PersonalData, SubjectId } from '../privacy/policy.ts';
import { NewPrescription } from './new-prescription.ts';

/** A prescription as the practice keeps one. */
@Entity('prescriptions')
@DataSubject('dpv:Patient')
export class Prescription extends NewPrescription {
  @PersonalData({
    category: 'pd:Prescription',
    purpose: ['prescription', 'care'],
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty({ format: 'uuid' })
  @PrimaryColumn('text')
  id!: string;

  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: 'prescription',
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty({ format: 'uuid' })
  @Column('text', { name: 'patient_id' })
  patientId!: string;

  @PersonalData({
    category: 'pd:Interaction',
    purpose: ['prescription', 'care'],
    source: 'controller',
  })
  @ApiProperty({ format: 'uuid' })
  @Column('text', { name: 'practitioner_id' })
  practitionerId!: string;

  @PersonalData({
    category: 'pd:Interaction',
    purpose: ['prescription', 'care'],
    source: 'controller',
    provenance: 'observed',
  })
  @ApiProperty({ type: String, format: 'date-time' })
  @Column('timestamptz', { name: 'prescribed_at', default: () => 'now()' })
  prescribedAt!: Date;
}
