import { ApiProperty } from '@nestjs/swagger';
import { DataSubject, NotPersonal, PersonalData, SubjectId } from '../privacy/policy.ts';

/** The answer to `POST /patients`. */
@DataSubject('dpv:Patient')
export class NewAccount {
  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: 'account',
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** The bearer token of this patient: a credential, made by the practice, that tells nothing about anybody. */
  @NotPersonal()
  @ApiProperty()
  token!: string;
}
