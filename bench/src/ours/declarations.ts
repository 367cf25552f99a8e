import { definePolicy, type PersonalDataInput } from '@lawful/core';
import { Address, Customer, CustomerWithAddresses } from '../workload/customers.ts';
import { LoggedRequest, LoggedResponse } from '../workload/log-line.ts';
import { PURPOSE } from '../workload/subjects.ts';

/** One purpose on consent, as every engine decides it; another one that owns what must not leave. */
export const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  controller: { name: 'Bench', address: 'Lyon', contact: 'mailto:privacy@bench.example' },
  supervisoryAuthority: 'CNIL',
  jurisdiction: 'loc:FR',
  rightsContact: { email: 'privacy@bench.example' },
  purposes: {
    [PURPOSE]: {
      is: 'dpv:ServicePersonalisation',
      legalBasis: 'consent',
      retention: { startEvent: 'consent.withdrawn', duration: 'P0D', action: 'erase' },
    },
    account: {
      is: 'dpv:AccountManagement',
      legalBasis: 'contract',
      retention: { startEvent: 'account.closed', duration: 'P1M', action: 'erase' },
    },
  },
});

type Purpose = typeof PURPOSE | 'account';
type Category = PersonalDataInput['category'];

const declarators = policy.declare();

// Called by hand, decorators are the same functions, and Node runs this file without compiling it.
declarators.DataSubject('dpv:Customer')(Customer);
declarators.SubjectId()(Customer.prototype, 'id');
personalData(Customer.prototype, PURPOSE, {
  email: 'pd:EmailAddress',
  givenName: 'pd:Name',
  familyName: 'pd:Name',
  phone: 'pd:TelephoneNumber',
});
personalData(Customer.prototype, 'account', {
  passwordHash: 'pd:Password',
  birthDate: 'pd:BirthDate',
});
notPersonal(Customer.prototype, ['tier', 'createdAt']);

declarators.DataSubject('dpv:Customer')(CustomerWithAddresses);
declarators.Nested(() => Address, 'array')(CustomerWithAddresses.prototype, 'addresses');
personalData(Address.prototype, PURPOSE, {
  street: 'pd:Street',
  city: 'pd:City',
  postcode: 'pd:PostalCode',
  country: 'pd:Country',
});
personalData(Address.prototype, 'account', { doorCode: 'pd:PhysicalAddress' });

declarators.DataSubject('dpv:Customer')(LoggedRequest);
personalData(LoggedRequest.prototype, 'account', {
  authorization: 'pd:Password',
  remoteAddress: 'pd:IPAddress',
  userAgent: 'pd:UserAgent',
});
notPersonal(LoggedRequest.prototype, ['id', 'method', 'url']);
notPersonal(LoggedResponse.prototype, ['statusCode', 'contentLength', 'elapsed']);

/** The body of the echo route, in and out. */
export const Entry = declarators.defineModel('Entry', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: declarators.notPersonal(),
    email: forPurpose('pd:EmailAddress'),
    givenName: forPurpose('pd:Name'),
    familyName: forPurpose('pd:Name'),
    phone: forPurpose('pd:TelephoneNumber'),
    street: forPurpose('pd:Street'),
    city: forPurpose('pd:City'),
    postcode: forPurpose('pd:PostalCode'),
    country: forPurpose('pd:Country'),
    tier: declarators.notPersonal(),
    createdAt: declarators.notPersonal(),
    remark: declarators.notPersonal(),
  },
});

/** Everything that the benchmarks declare. */
export const models = [
  Customer,
  CustomerWithAddresses,
  Address,
  LoggedRequest,
  LoggedResponse,
  Entry,
] as const;

function forPurpose(category: Category) {
  return declarators.personal({ category, purpose: PURPOSE });
}

function personalData(
  prototype: object,
  purpose: Purpose,
  fields: Readonly<Record<string, Category>>,
): void {
  for (const [key, category] of Object.entries(fields)) {
    declarators.PersonalData({ category, purpose })(prototype, key);
  }
}

function notPersonal(prototype: object, keys: readonly string[]): void {
  for (const key of keys) declarators.NotPersonal()(prototype, key);
}
