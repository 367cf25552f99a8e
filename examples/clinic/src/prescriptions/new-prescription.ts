import { ApiProperty } from '@nestjs/swagger';
import { Column } from 'typeorm';
import { Text } from '../http/text.ts';
import { DataSubject, PersonalData } from '../privacy/policy.ts';

/** What a practitioner prescribes, `POST /practitioner/patients/:id/prescriptions`, and what is kept of it. */
@DataSubject('dpv:Patient')
export class NewPrescription {
  @PersonalData({
    category: 'pd:Prescription',
    purpose: ['prescription', 'care'],
    source: 'controller',
    necessity: 'required',
    consequence: 'Without a medicine nothing can be dispensed.',
  })
  @ApiProperty()
  @Text(200)
  @Column('text')
  medicine!: string;

  @PersonalData({
    category: 'pd:Prescription',
    purpose: ['prescription', 'care'],
    source: 'controller',
    necessity: 'required',
    consequence: 'Without a dosage nothing can be dispensed.',
  })
  @ApiProperty()
  @Text(200)
  @Column('text')
  dosage!: string;
}
