import { BODY_LIMIT } from '../application.ts';
import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario, Sender } from '../scenario.ts';

const { anna, bert } = PEOPLE;

const UNAUTHENTICATED: ExpectedAnswer = { status: 401, problem: 'actor-unknown' };

function sending(title: string, raw: string, expected: ExpectedAnswer, headers = {}): Scenario {
  return {
    title,
    steps: [{ as: 'anna', ask: 'POST /bookings', raw, headers, expect: expected }],
  };
}

const booked = (more: object = {}): ExpectedAnswer => ({
  status: 201,
  json: { memberId: anna.id, course: anna.course, ...more },
});

const malformed: ExpectedAnswer = { status: 400, problem: 'body-malformed' };
const misshapen: ExpectedAnswer = { status: 422, problem: 'body-not-declared' };
const missing: ExpectedAnswer = {
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
};
const course = JSON.stringify(anna.course);

/** What comes in broken, too big, too deep, in the wrong shape, or from somebody who has proven nothing. */
export const badInputScenarios: readonly Scenario[] = [
  sending(
    'JSON that begins with a value and breaks is refused without repeating it',
    `${anna.email}`,
    malformed,
  ),
  sending(
    'JSON that breaks later is refused without repeating it',
    `{"course":${course},"wish":"${anna.email}`,
    malformed,
  ),
  sending('An empty body is a body without its mandatory fields', '', missing),
  sending('A body of blanks is no JSON', '   ', malformed),
  sending('Bytes that are no text are no JSON', '{"course":"\\ud800"', malformed),
  sending(
    'A body that is too big is refused',
    JSON.stringify({ course: anna.course, wish: anna.interest.repeat(BODY_LIMIT / 10) }),
    { status: 413, problem: 'payload-too-large' },
  ),
  sending(
    'A body of another media type is refused, not taken for none',
    anna.email,
    { status: 415, problem: 'media-type-not-supported' },
    { 'content-type': 'text/plain' },
  ),
  sending(
    'Where somebody else is deep inside what nobody declared, none of it comes in',
    `{"course":${course},"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    booked(),
  ),
  sending(
    'A declared field that is nested too deeply is refused',
    `{"course":${'['.repeat(5_000)}${course}${']'.repeat(5_000)}}`,
    { status: 422, problem: 'nesting-too-deep' },
  ),
  sending(
    'Keys named like parts of an object are keys that nobody declared',
    `{"course":${course},"__proto__":{"wish":"polluted"},"constructor":{"prototype":{"wish":1}},"toString":1,"hasOwnProperty":1}`,
    booked(),
  ),
  sending(
    'Keys named like parts of an object are ordinary keys where any key is declared',
    `{"course":${course},"lockers":{"constructor":{"name":${course}},"toString":{"name":${course}}}}`,
    booked({ lockers: { constructor: { name: anna.course }, toString: { name: anna.course } } }),
  ),
  sending(
    'Of a key that comes twice the last one counts',
    `{"course":"first","wish":"first","course":${course},"wish":"last"}`,
    booked({ wish: 'last' }),
  ),
  sending('A list is not what is declared', `[{"course":${course}}]`, misshapen),
  sending('A text is not what is declared', course, misshapen),
  sending('A number is not what is declared', '42', misshapen),
  sending('Nothing is a body without its mandatory fields', 'null', missing),
  sending('A nested object is no text', `{"course":${course},"guests":[${course}]}`, misshapen),
  sending('A list is no object', `{"course":${course},"guests":{"name":${course}}}`, misshapen),
  sending(
    'A guest is not a list of guests',
    `{"course":${course},"guests":[[{"name":${course}}]]}`,
    misshapen,
  ),
  {
    title: 'A wrong type that the application finds is named by its place, without the value',
    steps: [
      {
        as: 'nobody',
        ask: 'POST /members',
        body: { email: { is: anna.email } },
        expect: {
          status: 422,
          problem: 'request-invalid',
          members: { errors: [{ pointer: '#/email', detail: 'must be text' }] },
        },
      },
    ],
  },
  ...(
    [
      ['nobody', 'Without a token nobody is served'],
      [{ forged: 'anna' }, 'A forged token proves nothing'],
      [{ expired: 'anna' }, 'An expired token proves nothing'],
      ['frank', 'The token of staff does not make a member'],
    ] as const satisfies readonly (readonly [Sender, string])[]
  ).map(
    ([as, title]): Scenario => ({
      title,
      steps: [
        { as, ask: 'GET /members/me', expect: UNAUTHENTICATED },
        { as, ask: 'POST /newsletter', expect: UNAUTHENTICATED },
        { as, ask: 'GET /privacy/export', expect: UNAUTHENTICATED },
      ],
      records: [],
      handled: 0,
    }),
  ),
  {
    title: 'A handler that fails with what was sent repeats it nowhere',
    steps: [
      {
        as: 'anna',
        ask: 'POST /waiting-list',
        body: { course: anna.course, wish: anna.email },
        expect: { status: 500, problem: 'internal-error' },
      },
    ],
    records: [
      { kind: 'decision', outcome: 'allow' },
      { kind: 'incident', errorType: 'internal-error' },
    ],
  },
  {
    title: 'An address that does not exist is not repeated',
    steps: [
      { as: 'anna', ask: `GET /${anna.email}`, expect: { status: 404, problem: 'not-found' } },
      { as: 'anna', ask: `GET /bookings/%E0%A4%A`, expect: { status: 404, problem: 'not-found' } },
      { as: 'anna', ask: `GET /privacy/${bert.id}`, expect: { status: 404, problem: 'not-found' } },
    ],
  },
  {
    title: 'Nothing that a request carries is written to the log or the audit trail',
    steps: [
      {
        as: 'anna',
        ask: `POST /bookings?email=${anna.email}`,
        body: { course: anna.course, wish: anna.email, guests: [{ name: anna.guestName }] },
        headers: {
          referer: `https://riverside-gym.example/?of=${anna.email}`,
          'user-agent': anna.firstName,
          'x-forwarded-for': anna.lastName,
          cookie: `session=${anna.phone}`,
          baggage: `user=${anna.id}`,
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
          tracestate: `x=${anna.phone}`,
        },
        expect: { status: 201 },
      },
    ],
    records: [
      {
        kind: 'decision',
        trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
      },
      { kind: 'served' },
    ],
  },
];
