import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { Instant } from '../http/instant.ts';
import { Text } from '../http/text.ts';
import { DataSubject, PersonalData } from '../privacy/policy.ts';

/** An appointment as a patient asks for it: `POST /appointments`. */
@DataSubject('dpv:Patient')
export class NewAppointment {
  /** Default: the practitioner who has treated the patient for longest. */
  @PersonalData({ category: 'pd:Interaction', purpose: 'appointment' })
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  practitionerId?: string;

  /** RFC 3339. */
  @PersonalData({
    category: 'pd:Interaction',
    purpose: 'appointment',
    necessity: 'required',
    consequence: 'Without a time nobody can be expected.',
  })
  @ApiProperty({ format: 'date-time' })
  @Instant()
  at!: string;

  @PersonalData({ category: 'pd:Health', purpose: 'appointment' })
  @ApiPropertyOptional()
  @IsOptional()
  @Text(500)
  reason?: string;
}
