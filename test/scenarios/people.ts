import { canarySubject } from '@lawful/core/testing';
import { Booking, Guest, Member } from './models.ts';

/** Every personal value of a person of the scenarios; each occurs nowhere else, so that it is recognised wherever it comes out. */
const VALUES = [
  'id',
  'email',
  'firstName',
  'lastName',
  'phone',
  'birthDate',
  'street',
  'city',
  'emergencyContact',
  'interest',
  'bookingNumber',
  'course',
  'guestName',
  'diagnosis',
  'fitness',
  'visitedAt',
  'invoiceNumber',
] as const;

/** A person of the scenarios, who does not exist. */
export type Person = Readonly<Record<(typeof VALUES)[number], string>>;

function person(): Person {
  const values = canarySubject(VALUES);
  const value = (name: (typeof VALUES)[number]) => [name, values[name] ?? ''] as const;
  // The entries are those of VALUES, one for each.
  return Object.fromEntries(VALUES.map(value)) as Person;
}

/** The members of the gym, and `ghost`, who has a valid token and of whom nothing is kept. */
export const PEOPLE = { anna: person(), bert: person(), chloe: person(), ghost: person() } as const;

/** The name of a person of the scenarios. */
export type Name = keyof typeof PEOPLE;

/** A member as the gym keeps one: an instance of the declared class. */
export function memberOf(name: Name): Member {
  const { id, email, firstName, lastName, phone, birthDate, street, city, ...rest } = PEOPLE[name];
  return Object.assign(new Member(), {
    id,
    email,
    firstName,
    lastName,
    phone,
    birthDate,
    address: { street, city },
    emergencyContact: rest.emergencyContact,
    interests: [rest.interest],
    tariff: 'monthly',
  });
}

/** A booking as the gym keeps one. */
export function bookingOf(name: Name): Booking {
  const { id, bookingNumber, course, guestName } = PEOPLE[name];
  return Object.assign(new Booking(), {
    memberId: id,
    number: bookingNumber,
    course,
    guests: [Object.assign(new Guest(), { name: guestName })],
    startsAt: '2026-11-23T18:00:00Z',
  });
}
