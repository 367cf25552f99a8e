import { IsEmail, IsISO8601, IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { DataSubject, PersonalData, SubjectId } from '../privacy/policy.ts';
import { Text } from './text.ts';

/** What somebody gives to open an account: `POST /customers`. */
@DataSubject('dpv:Customer')
export class NewCustomer {
  @PersonalData({
    category: 'pd:EmailAddress',
    purpose: ['account', 'order', 'support'],
    necessity: 'required',
    consequence: 'Without an e-mail address there is no account.',
  })
  // An account does not depend on the newsletter (Art. 7(4)): for that purpose the address is optional.
  @PersonalData({ category: 'pd:EmailAddress', purpose: 'newsletter' })
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @PersonalData({
    category: 'pd:Name',
    purpose: ['account', 'order', 'delivery', 'invoicing', 'support'],
    necessity: 'required',
    consequence: 'Without a name nothing can be delivered or invoiced.',
  })
  @Text(100)
  firstName!: string;

  @PersonalData({
    category: 'pd:Name',
    purpose: ['account', 'order', 'delivery', 'invoicing', 'support'],
    necessity: 'required',
    consequence: 'Without a name nothing can be delivered or invoiced.',
  })
  @Text(100)
  lastName!: string;

  @PersonalData({ category: 'pd:TelephoneNumber', purpose: ['account', 'delivery'] })
  @IsOptional()
  @Matches(/^\+?[0-9 ().-]+$/, { message: 'phone must be a telephone number' })
  @Length(4, 32)
  phone?: string | null;

  @PersonalData({ category: 'pd:BirthDate', purpose: ['account', 'analytics'] })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(/^(19|20)\d\d-\d\d-\d\d$/, { message: 'birthDate must be written YYYY-MM-DD' })
  birthDate?: string | null;
}

/** A customer as the shop keeps one. Which of it goes out depends on the purpose of the route. */
@DataSubject('dpv:Customer')
export class Customer extends NewCustomer {
  @SubjectId()
  @PersonalData({
    category: 'pd:AccountIdentifier',
    purpose: ['account', 'analytics'],
    source: 'controller',
    provenance: 'derived',
  })
  id!: string;

  /** RFC 3339. */
  @PersonalData({
    category: 'pd:Interaction',
    purpose: ['account', 'analytics'],
    source: 'controller',
    provenance: 'observed',
  })
  createdAt!: string;
}
