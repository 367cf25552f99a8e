import { DataSubject, PersonalData } from '../privacy/policy.ts';
import { Text } from './text.ts';

const NEEDED = 'Without a whole address nothing can be delivered.';

/** Where an order goes. */
@DataSubject('dpv:Customer')
export class Address {
  @PersonalData({
    category: 'pd:Street',
    purpose: ['order', 'delivery', 'invoicing'],
    necessity: 'required',
    consequence: NEEDED,
  })
  @Text(200)
  street!: string;

  @PersonalData({
    category: 'pd:PostalCode',
    purpose: ['order', 'delivery', 'invoicing'],
    necessity: 'required',
    consequence: NEEDED,
  })
  @Text(20)
  postalCode!: string;

  @PersonalData({
    category: 'pd:City',
    purpose: ['order', 'delivery', 'invoicing'],
    necessity: 'required',
    consequence: NEEDED,
  })
  @Text(100)
  city!: string;

  @PersonalData({
    category: 'pd:Country',
    purpose: ['order', 'delivery', 'invoicing'],
    necessity: 'required',
    consequence: NEEDED,
  })
  @Text(100)
  country!: string;
}
