import { ApiProperty } from '@nestjs/swagger';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DataSubject, PersonalData, SubjectId } from '../privacy/policy.ts';
import { NewPatient } from './new-patient.ts';

/** A patient as the practice keeps one. Which of it goes out depends on the purpose of the route. */
@Entity('patients')
@DataSubject('dpv:Patient')
export class Patient extends NewPatient {
  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: ['account', 'care', 'appointment'],
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty({ format: 'uuid' })
  @PrimaryColumn('text')
  id!: string;

  @PersonalData({
    category: 'pd:Interaction',
    purpose: 'account',
    source: 'controller',
    provenance: 'observed',
  })
  @ApiProperty({ type: String, format: 'date-time' })
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
