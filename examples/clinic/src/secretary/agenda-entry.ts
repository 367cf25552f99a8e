import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DataSubject, NotPersonal, PersonalData, SubjectId } from '../privacy/policy.ts';

/** An appointment as the front desk sees one: who comes when, or what is to be paid. Never why. */
@DataSubject('dpv:Patient')
export class AgendaEntry {
  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: 'appointment',
    source: 'controller',
    provenance: 'derived',
  })
  @ApiPropertyOptional({ format: 'uuid' })
  patientId!: string;

  @PersonalData({ category: 'pd:Name', purpose: ['appointment', 'billing'] })
  @ApiProperty()
  name!: string;

  @PersonalData({ category: 'pd:TelephoneNumber', purpose: 'appointment' })
  @ApiPropertyOptional({ type: String, nullable: true })
  phone!: string | null;

  @PersonalData({ category: 'pd:Interaction', purpose: ['appointment', 'billing'] })
  @ApiProperty({ type: String, format: 'date-time' })
  at!: Date;

  @NotPersonal()
  @ApiProperty()
  practitioner!: string;

  @PersonalData({
    category: 'pd:Transaction',
    purpose: 'billing',
    source: 'controller',
    provenance: 'derived',
  })
  @ApiPropertyOptional()
  feeCents!: number;
}
