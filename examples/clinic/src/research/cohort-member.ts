import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Allergies } from '../patients/allergies.ts';
import { DataSubject, PersonalData, SubjectId } from '../privacy/policy.ts';

/** A patient as a study sees one: a pseudonym, an age range, what it is about. Never a name, a contact or the patient's id. */
@DataSubject('dpv:Patient')
export class CohortMember {
  /** Tells whose consent counts; it does not serve research, so it does not leave. */
  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: 'care',
    source: 'controller',
    provenance: 'derived',
  })
  patientId!: string;

  @PersonalData({
    category: 'pd:UID',
    purpose: 'research',
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty()
  pseudonym!: string;

  /** Ten years wide, `30-39`. */
  @PersonalData({
    category: 'pd:AgeRange',
    purpose: 'research',
    source: 'controller',
    provenance: 'derived',
  })
  @ApiProperty({ example: '30-39' })
  ageRange!: string;

  @PersonalData({ category: 'pd:Health', purpose: 'research' })
  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    nullable: true,
  })
  allergies!: Allergies | null;

  @PersonalData({ category: 'pd:Prescription', purpose: 'research', source: 'controller' })
  @ApiProperty({ type: [String] })
  medicines!: string[];
}
