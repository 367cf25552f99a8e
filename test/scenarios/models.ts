import {
  DataSubject,
  defineModel,
  Nested,
  NotPersonal,
  notPersonal,
  PersonalData,
  personal,
  SubjectId,
  subjectId,
} from './policy.ts';

@DataSubject('dpv:Customer')
export class Address {
  @PersonalData({ category: 'pd:Street', purpose: ['membership', 'invoicing'] })
  street!: string;

  @PersonalData({ category: 'pd:City', purpose: ['membership', 'invoicing', 'sport-statistics'] })
  city!: string;
}

/** What somebody gives to join: `POST /members`. */
@DataSubject('dpv:Customer')
export class NewMember {
  @PersonalData({
    category: 'pd:EmailAddress',
    purpose: 'membership',
    necessity: 'required',
    consequence: 'Without an e-mail address nobody can join.',
  })
  @PersonalData({ category: 'pd:EmailAddress', purpose: ['newsletter', 'partner-offers'] })
  email!: string;

  @PersonalData({
    category: 'pd:Name',
    purpose: ['membership', 'invoicing', 'emergency', 'physiotherapy', 'employee-wellness'],
  })
  firstName!: string;

  @PersonalData({ category: 'pd:Name', purpose: ['membership', 'invoicing'] })
  lastName!: string;

  @PersonalData({ category: 'pd:TelephoneNumber', purpose: ['membership', 'similar-offers'] })
  phone?: string;

  @PersonalData({ category: 'pd:BirthDate', purpose: ['analytics', 'sport-statistics'] })
  birthDate?: string;

  @Nested(() => Address)
  address?: Address;
}

/** A member as the gym keeps one. Which of it goes out depends on the purpose of the route. */
@DataSubject('dpv:Customer')
export class Member extends NewMember {
  @SubjectId()
  @PersonalData({
    category: 'pd:AccountIdentifier',
    purpose: ['membership', 'analytics', 'employee-wellness'],
    source: 'controller',
    provenance: 'derived',
  })
  id!: string;

  @PersonalData({ category: 'pd:Relationship', purpose: 'emergency' })
  emergencyContact!: string;

  @PersonalData({
    category: 'pd:Interest',
    purpose: ['analytics', 'partner-offers', 'adverts', 'coaching'],
  })
  interests!: string[];

  @NotPersonal()
  tariff!: string;
}

/** The answer to `POST /members`. */
@DataSubject('dpv:Customer')
export class Membership {
  @SubjectId()
  @PersonalData({ category: 'pd:AccountIdentifier', purpose: 'membership', source: 'controller' })
  id!: string;
}

@DataSubject('dpv:Customer')
export class Guest {
  @PersonalData({ category: 'pd:Name', purpose: 'booking' })
  name!: string;
}

/** What somebody books: `POST /bookings`. */
@DataSubject('dpv:Customer')
export class NewBooking {
  @PersonalData({
    category: 'pd:Purchase',
    purpose: ['booking', 'invoicing'],
    necessity: 'required',
    consequence: 'Without it we do not know which course you want.',
  })
  course!: string;

  @PersonalData({ category: 'pd:Interest', purpose: 'booking' })
  wish?: string;

  @Nested(() => Guest, 'array')
  guests?: Guest[];

  @Nested(() => Guest, 'map')
  lockers?: Readonly<Record<string, Guest>> | ReadonlyMap<string, Guest>;
}

@DataSubject('dpv:Customer')
export class Booking extends NewBooking {
  @SubjectId()
  @PersonalData({
    category: 'pd:AccountIdentifier',
    purpose: ['booking', 'invoicing'],
    source: 'controller',
  })
  memberId!: string;

  @PersonalData({ category: 'pd:Transaction', purpose: ['booking'], source: 'controller' })
  number!: string;

  @NotPersonal()
  startsAt!: string;
}

/** `GET /bookings/:number`. */
@DataSubject('dpv:Customer')
export class BookingNumber {
  @PersonalData({ category: 'pd:Transaction', purpose: 'booking' })
  number!: string;
}

/** `GET /bookings?course=`. */
@DataSubject('dpv:Customer')
export class BookingQuery {
  @PersonalData({ category: 'pd:Purchase', purpose: 'booking' })
  course?: string;
}

@DataSubject('dpv:Patient')
export class HealthNote {
  @SubjectId()
  memberId!: string;

  @PersonalData({
    category: 'pd:HealthRecord',
    purpose: 'physiotherapy',
    specialCategoryBasis: 'eu-gdpr:A9-2-h',
  })
  diagnosis!: string;

  @PersonalData({
    category: 'pd:Health',
    purpose: 'training-plan',
    specialCategoryBasis: 'eu-gdpr:A9-2-a',
  })
  fitness!: string;
}

/** A plain object, declared without decorators. */
export const Invoice = defineModel('Invoice', {
  dataSubject: 'dpv:Customer',
  fields: {
    memberId: subjectId(),
    number: personal({ category: 'pd:Transaction', purpose: 'invoicing', source: 'controller' }),
    cents: personal({ category: 'pd:Transaction', purpose: 'invoicing', source: 'controller' }),
    internalNote: personal({ category: 'pd:Reliability', purpose: 'door-security' }),
  },
});

/** A plain object, too. */
export const Visit = defineModel('Visit', {
  dataSubject: 'dpv:Customer',
  fields: {
    memberId: subjectId(),
    at: personal({ category: 'pd:Location', purpose: 'door-security', provenance: 'observed' }),
    door: notPersonal(),
  },
});

/** Says that something was done, and nothing about anybody. */
export const Done = defineModel('Done', { fields: { done: notPersonal() } });

export const models = [
  Member,
  NewMember,
  Membership,
  NewBooking,
  Booking,
  BookingNumber,
  BookingQuery,
  HealthNote,
  Invoice,
  Visit,
  Done,
];
