/** A nested model: undeclared in `Customer`'s own fields, shaped by its own declaration. */
export class Address {
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
  /** Collected for delivery only; the order confirmation must not carry it. */
  readonly doorCode: string;

  constructor(index: number) {
    this.street = `${index} rue des Acacias`;
    this.city = 'Lyon';
    this.postcode = `6900${index % 9}`;
    this.country = 'FR';
    this.doorCode = `B${1_000 + index}`;
  }
}

/** A single DTO: seven fields served, two that must not leave. */
export class Customer {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly phone: string;
  readonly tier: string;
  readonly createdAt: string;
  readonly passwordHash: string;
  readonly birthDate: string;

  constructor(index: number) {
    this.id = `customer-${index}`;
    this.email = `ada.lovelace.${index}@example.org`;
    this.givenName = 'Ada';
    this.familyName = 'Lovelace';
    this.phone = `+33 6 12 34 56 ${10 + (index % 90)}`;
    this.tier = 'gold';
    this.createdAt = '2026-09-01T08:30:00.000Z';
    this.passwordHash = '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo';
    this.birthDate = '1815-12-10';
  }
}

/** A DTO with nested ones. */
export class CustomerWithAddresses extends Customer {
  readonly addresses: readonly Address[];

  constructor(index: number) {
    super(index);
    this.addresses = [new Address(index), new Address(index + 1)];
  }
}

/** What must not leave. */
export const hiddenOfAddress = ['doorCode'] as const;
export const hiddenOfCustomer = ['passwordHash', 'birthDate'] as const;
