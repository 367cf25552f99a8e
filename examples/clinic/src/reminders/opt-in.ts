import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';
import { DataSubject, NotPersonal, PersonalData } from '../privacy/policy.ts';

/**
 * What proves a consent to reminders: `POST /reminders/opt-in`. What is missing or wrong is for the privacy layer to
 * say, which knows what a consent needs (Art. 7(1)).
 */
export class ReminderOptIn {
  /** Version of the notice that was shown. */
  @NotPersonal()
  @ApiProperty({ example: '1' })
  @Allow()
  noticeVersion?: unknown;

  /** Language in which it was shown. */
  @NotPersonal()
  @ApiProperty({ example: 'en' })
  @Allow()
  language?: unknown;

  /** The affirmative act. */
  @NotPersonal()
  @ApiProperty({ example: 'checkbox#reminders' })
  @Allow()
  indication?: unknown;
}

/** Where the consent to reminders stands. */
@DataSubject('dpv:Patient')
export class ReminderConsent {
  @NotPersonal()
  @ApiProperty({ example: 'reminders' })
  purpose!: string;

  @PersonalData({ category: 'pd:PrivacyPreference', purpose: 'rights-requests' })
  @ApiProperty({ example: 'dpv:ConsentGiven' })
  status!: string;

  @PersonalData({ category: 'pd:PrivacyPreference', purpose: 'rights-requests' })
  @ApiPropertyOptional({ format: 'date-time' })
  since?: string;

  @PersonalData({ category: 'pd:PrivacyPreference', purpose: 'rights-requests' })
  @ApiPropertyOptional({ format: 'date-time' })
  expiresAt?: string;

  @PersonalData({ category: 'pd:PrivacyPreference', purpose: 'rights-requests' })
  @ApiPropertyOptional()
  noticeVersion?: string;
}
