import { DataSubject, Nested, PersonalData, SubjectId } from '../privacy/policy.ts';
import { Address } from './address.ts';

/** What is printed on a parcel. */
@DataSubject('dpv:Customer')
export class ShippingLabel {
  /** Tells whose parcel it is; not for the carrier, so not for the purpose of delivery. */
  @SubjectId()
  @PersonalData({
    category: 'pd:AccountIdentifier',
    purpose: 'order',
    source: 'controller',
    provenance: 'derived',
  })
  customerId!: string;

  @PersonalData({ category: 'pd:Name', purpose: 'delivery' })
  name!: string;

  @Nested(() => Address)
  address!: Address;
}
