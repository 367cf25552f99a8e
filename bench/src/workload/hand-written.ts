import type { Address, Customer, CustomerWithAddresses } from './customers.ts';

/** What a patient developer would write for one route: the floor of every shaping engine. */
export function copyCustomer(value: Customer): unknown {
  return {
    id: value.id,
    email: value.email,
    givenName: value.givenName,
    familyName: value.familyName,
    phone: value.phone,
    tier: value.tier,
    createdAt: value.createdAt,
  };
}

export function copyNested(value: CustomerWithAddresses): unknown {
  return {
    id: value.id,
    email: value.email,
    givenName: value.givenName,
    familyName: value.familyName,
    phone: value.phone,
    tier: value.tier,
    createdAt: value.createdAt,
    addresses: value.addresses.map(copyAddress),
  };
}

export function copyList(values: readonly Customer[]): unknown {
  return values.map(copyCustomer);
}

function copyAddress({ street, city, postcode, country }: Address): unknown {
  return { street, city, postcode, country };
}
