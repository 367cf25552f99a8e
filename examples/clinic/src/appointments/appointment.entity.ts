import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DataSubject, PersonalData, SubjectId } from '../privacy/policy.ts';

/** An appointment as the practice keeps one. */
@Entity('appointments')
@DataSubject('dpv:Patient')
export class Appointment {
  @PersonalData({
    category: 'pd:Interaction',
    purpose: ['appointment', 'care', 'billing'],
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty({ format: 'uuid' })
  @PrimaryColumn('text')
  id!: string;

  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: 'billing',
    source: 'controller',
    provenance: 'derived',
  })
  @Column('text', { name: 'patient_id' })
  patientId!: string;

  @PersonalData({ category: 'pd:Interaction', purpose: ['appointment', 'care'] })
  @ApiProperty({ format: 'uuid' })
  @Column('text', { name: 'practitioner_id' })
  practitionerId!: string;

  @PersonalData({
    category: 'pd:Interaction',
    purpose: ['appointment', 'care', 'reminders', 'billing'],
  })
  @ApiProperty({ type: String, format: 'date-time' })
  @Column('timestamptz')
  at!: Date;

  @PersonalData({ category: 'pd:Health', purpose: ['appointment', 'care'] })
  @ApiPropertyOptional({ type: String, nullable: true })
  @Column('text', { nullable: true })
  reason!: string | null;

  @PersonalData({
    category: 'pd:Transaction',
    purpose: 'billing',
    source: 'controller',
    provenance: 'derived',
  })
  @Column('integer', { name: 'fee_cents' })
  feeCents!: number;
}
