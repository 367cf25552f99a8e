import { opaque, PrivacyError } from '@lawful/core';
import { type Call, type Outcome, type Route, value } from './application.ts';
import {
  Booking,
  BookingNumber,
  BookingQuery,
  Done,
  HealthNote,
  Invoice,
  Member,
  Membership,
  NewBooking,
  NewMember,
  Visit,
} from './models.ts';
import { bookingOf, memberOf, type Name, PEOPLE } from './people.ts';
import { waysOfAnswering } from './ways-of-answering.ts';

const NAMES = ['anna', 'bert', 'chloe'] as const;

/** The application of the scenarios: a gym with a physiotherapy practice. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/opening-hours',
    who: 'anybody',
    handle: () => value({ monday: '6-22' }),
  },
  {
    method: 'POST',
    path: '/members',
    who: 'anybody',
    purpose: 'membership',
    options: { subject: 'new', body: NewMember, returns: { 201: Membership } },
    handle: ({ body }) => {
      requireText(body, 'email');
      return value({ ...Object(body), id: PEOPLE.anna.id }, 201);
    },
  },
  {
    method: 'GET',
    path: '/members/me',
    who: 'member',
    purpose: 'membership',
    options: { returns: Member },
    handle: (call) => value(memberOf(nameOf(call))),
  },
  {
    method: 'PUT',
    path: '/members/me',
    who: 'member',
    purpose: 'membership',
    options: { body: NewMember, undeclared: 'refuse', returns: 'nothing' },
    handle: () => ({ how: 'status', status: 204 }),
  },
  {
    method: 'POST',
    path: '/bookings',
    who: 'member',
    purpose: 'booking',
    options: { body: NewBooking, returns: { 201: Booking } },
    handle: ({ body, identity, world }) => {
      world.console.info('booked', body);
      const memberId = identity?.type === 'member' ? identity.id : '';
      return value({ ...Object(body), memberId, secret: 'internal' }, 201);
    },
  },
  {
    method: 'POST',
    path: '/waiting-list',
    who: 'member',
    purpose: 'booking',
    options: { body: NewBooking, returns: { 201: Booking } },
    handle: ({ body, world }) => {
      const { course, wish } = Object(body);
      world.console.warn(`no place in ${course}`, { wish });
      throw new Error(`insert failed: (course, wish) = (${course}, ${wish})`);
    },
  },
  {
    method: 'GET',
    path: '/bookings',
    who: 'member',
    purpose: 'booking',
    options: { query: BookingQuery, returns: [Booking] },
    handle: (call) => {
      const { course } = Object(call.query);
      const own = [bookingOf(nameOf(call))];
      return value(own.filter((it) => course === undefined || it.course === course));
    },
  },
  {
    method: 'GET',
    path: '/bookings/:number',
    who: 'member',
    purpose: 'booking',
    options: { params: BookingNumber, returns: Booking },
    handle: (call) => {
      const own = bookingOf(nameOf(call));
      if (own.number !== Object(call.params).number) throw new PrivacyError('not-found');
      return value(own);
    },
  },
  {
    method: 'GET',
    path: '/careless/bookings/:number',
    who: 'member',
    purpose: 'booking',
    options: { params: BookingNumber, returns: Booking },
    handle: ({ params }) => {
      // Asks for the booking, and forgets to ask whose it is.
      const name = NAMES.find((it) => PEOPLE[it].bookingNumber === Object(params).number);
      return value(bookingOf(name ?? 'anna'));
    },
  },
  {
    method: 'GET',
    path: '/careless/bookings',
    who: 'member',
    purpose: 'booking',
    options: { returns: [Booking] },
    handle: () => value(NAMES.map(bookingOf)),
  },
  {
    method: 'GET',
    path: '/invoices',
    who: 'member',
    purpose: 'invoicing',
    options: { returns: { invoices: [Invoice], total: 'not-personal' } },
    handle: (call) => {
      const { id: memberId, invoiceNumber: number } = PEOPLE[nameOf(call)];
      const invoice = { memberId, number, cents: 4900, internalNote: PEOPLE.anna.diagnosis };
      return value({ invoices: [invoice], total: 1, cursor: PEOPLE.anna.email });
    },
  },
  {
    method: 'GET',
    path: '/emergency-card',
    who: 'member',
    purpose: 'emergency',
    options: { returns: Member },
    handle: (call) => value(memberOf(nameOf(call))),
  },
  {
    method: 'GET',
    path: '/sport-statistics',
    who: 'member',
    purpose: 'sport-statistics',
    options: { returns: Member },
    handle: (call) => value(memberOf(nameOf(call))),
  },
  {
    method: 'GET',
    path: '/visits',
    who: 'member',
    purpose: 'door-security',
    options: { returns: [Visit] },
    handle: (call) => {
      const { id: memberId, visitedAt: at } = PEOPLE[nameOf(call)];
      return value([{ memberId, at, door: 'river', camera: 3 }]);
    },
  },
  ...doing('/newsletter', { purpose: 'newsletter', options: { channel: 'email' } }),
  ...doing('/offers-by-email', {
    purpose: 'similar-offers',
    options: { channel: 'email', similarProducts: true },
  }),
  ...doing('/offers-by-phone', { purpose: 'similar-offers', options: { channel: 'phone' } }),
  ...doing('/offers-by-post', { purpose: 'similar-offers', options: { channel: 'post' } }),
  ...doing('/offers-by-push', { purpose: 'similar-offers', options: { channel: 'push' } }),
  ...doing('/partner-offers', {
    purpose: 'partner-offers',
    options: { recipient: 'outfitter', operation: 'dpv:Disclose' },
  }),
  ...doing('/adverts', { purpose: 'adverts' }),
  ...doing('/coaching', { purpose: 'coaching' }),
  {
    method: 'GET',
    path: '/training-plan',
    who: 'member',
    purpose: 'training-plan',
    options: { returns: HealthNote },
    handle: (call) => value(healthNoteOf(nameOf(call))),
  },
  {
    method: 'GET',
    path: '/staff/members',
    who: 'staff',
    purpose: ['membership', 'analytics'],
    options: { subject: 'each', returns: [Member] },
    handle: () => value(NAMES.map(memberOf)),
  },
  {
    method: 'GET',
    path: '/staff/members/:member/health',
    who: 'staff',
    purpose: 'physiotherapy',
    options: { returns: HealthNote },
    handle: ({ params }) => value(healthNoteOf(named(params))),
  },
  {
    method: 'GET',
    path: '/staff/wellness/:member',
    who: 'staff',
    purpose: 'employee-wellness',
    options: { returns: Member },
    handle: ({ params }) => value(memberOf(named(params))),
  },
  {
    method: 'GET',
    path: '/membership-card',
    who: 'member',
    purpose: 'membership',
    options: { returns: opaque('a card to print') },
    handle: (call) => ({ how: 'file', text: PEOPLE[nameOf(call)].lastName }),
  },
  ...waysOfAnswering,
];

function doing(
  path: string,
  { purpose, options }: Pick<Route, 'purpose' | 'options'>,
): readonly Route[] {
  return [
    {
      method: 'POST',
      path,
      who: 'member',
      ...(purpose === undefined ? {} : { purpose }),
      options: { ...options, returns: { 202: Done } },
      handle: (): Outcome => value({ done: true, to: PEOPLE.anna.email }, 202),
    },
  ];
}

function healthNoteOf(name: Name): object {
  const { id: memberId, diagnosis, fitness } = PEOPLE[name];
  return { memberId, diagnosis, fitness };
}

function nameOf({ identity }: Call): Name {
  return nameWithId(identity?.type === 'member' ? identity.id : undefined);
}

function named(params: unknown): Name {
  return nameWithId(Object(params).member);
}

function nameWithId(id: unknown): Name {
  const name = NAMES.find((it) => PEOPLE[it].id === id);
  if (name === undefined) throw new PrivacyError('not-found');
  return name;
}

/** The application's own validation. */
function requireText(body: unknown, key: string): void {
  if (typeof Object(body)[key] === 'string') return;
  throw new PrivacyError('request-invalid', {
    errors: [{ pointer: `#/${key}`, detail: 'must be text' }],
  });
}
