import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario } from '../scenario.ts';

const { anna, bert } = PEOPLE;

const FOREIGN: ExpectedAnswer = { status: 500, problem: 'subject-mismatch' };

/** Only what a purpose needs comes in, and only the caller's own goes out. */
export const minimiseScenarios: readonly Scenario[] = [
  {
    title: 'What a purpose does not need does not come in, at any depth, and is counted',
    steps: [
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: {
          course: anna.course,
          diagnosis: anna.diagnosis,
          number: 'mine',
          memberId: bert.id,
          guests: [{ name: anna.guestName, phone: anna.phone }],
          lockers: { 7: { name: anna.firstName, pin: anna.lastName } },
        },
        expect: {
          status: 201,
          json: {
            memberId: anna.id,
            course: anna.course,
            guests: [{ name: anna.guestName }],
            lockers: { 7: { name: anna.firstName } },
          },
        },
      },
    ],
    records: [{ kind: 'decision', outcome: 'allow', dropped: 5 }, { kind: 'served' }],
  },
  {
    title:
      'Where a route says so, what its purpose does not need is refused, and named by its place',
    steps: [
      {
        as: 'anna',
        ask: 'PUT /members/me',
        body: { email: anna.email, birthDate: anna.birthDate },
        expect: {
          status: 422,
          problem: 'field-not-necessary-for-purpose',
          members: {
            errors: [{ pointer: '#/birthDate', detail: 'not necessary for this purpose' }],
          },
        },
      },
      {
        as: 'anna',
        ask: 'PUT /members/me',
        body: { email: anna.email, [anna.phone]: true },
        expect: {
          status: 422,
          problem: 'field-not-declared',
          // The key may be a value itself: it is not repeated.
          members: { errors: [{ pointer: '#', detail: 'a key that is not declared' }] },
        },
      },
      {
        as: 'anna',
        ask: 'PUT /members/me',
        body: { email: anna.email },
        expect: { status: 204, text: '' },
      },
    ],
    handled: 1,
  },
  {
    title: 'A mandatory field that is missing is named, with what follows from it',
    steps: [
      {
        as: 'anna',
        ask: 'POST /bookings',
        body: { wish: anna.interest },
        expect: {
          status: 422,
          problem: 'mandatory-field-missing',
          members: {
            errors: [
              {
                pointer: '#/course',
                detail: 'mandatory',
                consequence: 'Without it we do not know which course you want.',
              },
            ],
          },
        },
      },
    ],
    handled: 0,
  },
  {
    title: 'A query that nobody declared does not reach the handler, a declared one does',
    steps: [
      {
        as: 'anna',
        ask: `GET /bookings?course=${anna.course}&memberId=${bert.id}`,
        expect: { status: 200, includes: [{ course: anna.course }] },
      },
      { as: 'anna', ask: `GET /bookings?course=${bert.course}`, expect: { status: 200, json: [] } },
      {
        as: 'anna',
        ask: 'GET /bookings?__proto__[course]=x',
        expect: { status: 200, includes: [{}] },
      },
    ],
  },
  {
    title: 'A booking is shown to the person who made it',
    steps: [
      {
        as: 'anna',
        ask: `GET /bookings/${anna.bookingNumber}`,
        expect: {
          status: 200,
          json: {
            memberId: anna.id,
            number: anna.bookingNumber,
            course: anna.course,
            guests: [{ name: anna.guestName }],
            startsAt: '2026-11-23T18:00:00Z',
          },
        },
      },
    ],
    records: [
      { kind: 'decision', route: 'GET /bookings/:number' },
      { kind: 'served', route: 'GET /bookings/:number' },
    ],
  },
  {
    title: "Somebody else's booking is not there, exactly as one that does not exist",
    steps: [
      {
        as: 'anna',
        ask: `GET /bookings/${bert.bookingNumber}`,
        expect: { status: 404, problem: 'not-found' },
      },
      { as: 'anna', ask: 'GET /bookings/none', expect: { status: 404, problem: 'not-found' } },
    ],
  },
  {
    title: "A handler that forgets whose booking it fetches serves nobody else's",
    steps: [
      { as: 'anna', ask: `GET /careless/bookings/${bert.bookingNumber}`, expect: FOREIGN },
      { as: 'anna', ask: `GET /careless/bookings/${anna.bookingNumber}`, expect: { status: 200 } },
    ],
    records: [
      { kind: 'decision', outcome: 'allow' },
      { kind: 'incident', errorType: 'subject-mismatch' },
      { kind: 'decision', outcome: 'allow' },
      { kind: 'served' },
    ],
  },
  {
    title: 'A list in which other people are hidden among the own entries is not served',
    steps: [{ as: 'anna', ask: 'GET /careless/bookings', expect: FOREIGN }],
  },
];
