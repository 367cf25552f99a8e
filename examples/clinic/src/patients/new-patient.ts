import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsISO8601, IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { Column } from 'typeorm';
import { Text } from '../http/text.ts';
import { DataSubject, PersonalData } from '../privacy/policy.ts';
import { type Allergies, IsAllergies } from './allergies.ts';

/** What somebody gives to become a patient, `POST /patients`, and what the practice keeps of it. */
@DataSubject('dpv:Patient')
export class NewPatient {
  @PersonalData({
    category: 'pd:EmailAddress',
    purpose: 'account',
    necessity: 'required',
    consequence: 'Without an e-mail address no file can be opened online.',
  })
  // A file does not depend on reminders (Art. 7(4)): for them the address is optional.
  @PersonalData({ category: 'pd:EmailAddress', purpose: 'reminders' })
  @ApiProperty({ format: 'email' })
  @IsEmail()
  @MaxLength(254)
  @Column('text')
  email!: string;

  @PersonalData({
    category: 'pd:Name',
    purpose: ['account', 'care', 'prescription', 'appointment', 'billing'],
    necessity: 'required',
    consequence: 'Without a name nobody can be treated or called in.',
  })
  @ApiProperty()
  @Text(100)
  @Column('text', { name: 'first_name' })
  firstName!: string;

  @PersonalData({
    category: 'pd:Name',
    purpose: ['account', 'care', 'prescription', 'appointment', 'billing'],
    necessity: 'required',
    consequence: 'Without a name nobody can be treated or called in.',
  })
  @ApiProperty()
  @Text(100)
  @Column('text', { name: 'last_name' })
  lastName!: string;

  @PersonalData({
    category: 'pd:BirthDate',
    purpose: ['account', 'care', 'prescription'],
    necessity: 'required',
    consequence: 'Without the date of birth patients can be mistaken for each other.',
  })
  @ApiProperty({ format: 'date' })
  @IsISO8601({ strict: true })
  @Matches(/^(19|20)\d\d-\d\d-\d\d$/, { message: 'birthDate must be written YYYY-MM-DD' })
  @Column('date', { name: 'birth_date' })
  birthDate!: string;

  @PersonalData({ category: 'pd:TelephoneNumber', purpose: ['account', 'appointment'] })
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Matches(/^\+?[0-9 ().-]+$/, { message: 'phone must be a telephone number' })
  @Length(4, 32)
  @Column('text', { nullable: true })
  phone?: string | null;

  @PersonalData({ category: 'pd:Health', purpose: ['account', 'care'] })
  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    nullable: true,
  })
  @IsOptional()
  @IsAllergies()
  @Column('jsonb', { nullable: true })
  allergies?: Allergies | null;
}
