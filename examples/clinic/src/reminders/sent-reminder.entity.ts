import { ApiProperty } from '@nestjs/swagger';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DataSubject, NotPersonal, PersonalData, SubjectId } from '../privacy/policy.ts';

/** A reminder that went out. No mail leaves this example: the outbox is where it ends. */
@Entity('sent_reminders')
@DataSubject('dpv:Patient')
export class SentReminder {
  @NotPersonal()
  @ApiProperty({ format: 'uuid' })
  @PrimaryColumn('text')
  id!: string;

  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: 'storage-limitation',
    source: 'controller',
    provenance: 'derived',
  })
  @Column('text', { name: 'patient_id' })
  patientId!: string;

  @PersonalData({
    category: 'pd:Interaction',
    purpose: ['account', 'storage-limitation'],
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty({ format: 'uuid' })
  @Column('text', { name: 'appointment_id' })
  appointmentId!: string;

  @PersonalData({ category: 'pd:EmailAddress', purpose: ['account', 'reminders'] })
  @ApiProperty({ format: 'email' })
  @Column('text')
  address!: string;

  @PersonalData({
    category: 'pd:Communication',
    purpose: ['account', 'reminders'],
    source: 'controller',
  })
  @ApiProperty()
  @Column('text')
  text!: string;

  @PersonalData({
    category: 'pd:Interaction',
    purpose: ['account', 'reminders', 'storage-limitation'],
    source: 'controller',
    provenance: 'observed',
  })
  @ApiProperty({ type: String, format: 'date-time' })
  @Column('timestamptz', { name: 'sent_at', default: () => 'now()' })
  sentAt!: Date;
}
