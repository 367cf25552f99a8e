import { PEOPLE } from '../people.ts';
import type { ExpectedAnswer, ExpectedRecord, RequestStep, Scenario } from '../scenario.ts';

const { id, email, firstName, lastName, phone, street, city } = PEOPLE.anna;

/** What the purpose of membership may show of Anna. */
const MEMBER: ExpectedAnswer = {
  status: 200,
  json: { id, email, firstName, lastName, phone, address: { street, city }, tariff: 'monthly' },
  headers: { 'cache-control': 'no-store' },
};

const decided: ExpectedRecord = { kind: 'decision', outcome: 'allow', purpose: 'membership' };
const served: ExpectedRecord = { kind: 'served', outcome: 'allow', purpose: 'membership' };
const incident = (errorType: string): ExpectedRecord => ({ kind: 'incident', errorType });

function answering(
  title: string,
  way: string,
  expected: RequestStep['expect'],
  records: readonly ExpectedRecord[],
): Scenario {
  return {
    title,
    steps: [{ as: 'anna', ask: `GET /ways/${way}`, expect: expected }],
    records: [decided, ...records],
  };
}

/** The answer was not served, and that is recorded. */
function withheld(title: string, way: string, problem: string): Scenario {
  return answering(title, way, { status: 500, problem }, [incident(problem)]);
}

/** Every way in which a handler can answer, well and badly. */
export const answeringScenarios: readonly Scenario[] = [
  answering(
    'Of what a handler returns beyond its purpose, nothing leaves',
    'more-than-declared',
    MEMBER,
    [served],
  ),
  answering(
    'An instance of a declared class leaves as its purpose allows',
    'class-instance',
    MEMBER,
    [served],
  ),
  answering(
    'An instance of a class that nobody has declared leaves by the declared shape',
    'undeclared-class',
    { status: 200, json: { id, email } },
    [served],
  ),
  answering(
    'What an object says of itself does not speak for its declaration',
    'own-json',
    { status: 200, json: { id } },
    [served],
  ),
  withheld('A Map is no object of the declared shape', 'a-map', 'response-shape-mismatch'),
  withheld('A Set is no object of the declared shape', 'a-set', 'response-shape-mismatch'),
  withheld(
    'A list does not leave where one is declared',
    'a-list-for-one',
    'response-shape-mismatch',
  ),
  withheld(
    'One does not leave where a list is declared',
    'one-for-a-list',
    'response-shape-mismatch',
  ),
  withheld(
    'A text does not leave where an object is declared',
    'text-as-value',
    'response-shape-mismatch',
  ),
  withheld(
    'A number does not leave where an object is declared',
    'a-number',
    'response-shape-mismatch',
  ),
  withheld(
    'A truth value does not leave where an object is declared',
    'a-truth',
    'response-shape-mismatch',
  ),
  answering(
    'Nothing at all may leave where an object is declared',
    'no-value',
    { status: 200, json: null },
    [served],
  ),
  withheld('A value that is not there is no answer', 'undefined-value', 'response-shape-mismatch'),
  withheld(
    'An answer with a status that nobody declared does not leave',
    'another-status',
    'response-not-declared',
  ),
  withheld(
    'An answer that nobody declared does not leave',
    'nothing-declared',
    'response-not-declared',
  ),
  withheld(
    'A value does not leave where no body is declared',
    'value-for-nothing',
    'response-not-declared',
  ),
  answering(
    'A value that is no JSON is answered as a problem',
    'an-endless-number',
    { status: 500, problem: 'internal-error' },
    [served, incident('internal-error')],
  ),

  answering('A status without a body needs no declaration', 'only-a-status', { status: 202 }, []),
  answering('No content needs no declaration', 'no-content', { status: 204, text: '' }, []),
  answering('Not modified needs no declaration', 'not-modified', { status: 304, text: '' }, []),
  answering(
    'A redirection leaves without a body',
    'redirect',
    { status: 302, text: '', headers: { location: '/opening-hours' } },
    [],
  ),

  ...['text', 'json-as-text', 'bytes', 'stream', 'file', 'page'].map((way) =>
    withheld(
      `A body that cannot be read by field does not leave undeclared: ${way}`,
      way,
      'response-not-declared',
    ),
  ),
  ...(
    [
      ['text', email],
      ['bytes', email],
      ['stream', `${email}\n${phone}`],
      ['file', email],
      ['page', `<p>${email}</p>`],
    ] as const
  ).map(([way, text]) =>
    answering(
      `A body that cannot be read by field leaves where it is declared with its reason: ${way}`,
      `declared-${way}`,
      { status: 200, text, headers: { 'cache-control': 'no-store' } },
      [{ ...served, reason: 'opaque: the scenario needs it' }],
    ),
  ),

  withheld(
    'An error that holds personal data is answered without them',
    'throws',
    'internal-error',
  ),
  withheld('A thrown text is answered without it', 'throws-text', 'internal-error'),
  answering(
    'A problem document of the application leaves with the members of the standard, and no value in them',
    'own-problem',
    {
      status: 409,
      json: { type: 'about:blank', title: 'Taken', status: 409, detail: 'REDACTED is taken' },
    },
    [],
  ),
  answering('Of two answers the first counts, and the second is recorded', 'twice', MEMBER, [
    served,
    incident('response-aborted'),
  ]),
  answering(
    'An error after a whole answer is recorded, and the answer stays whole',
    'value-then-error',
    MEMBER,
    [served, incident('response-aborted')],
  ),
  answering(
    'An error after the first piece of an answer breaks the connection, and is recorded',
    'piece-then-error',
    'a broken connection',
    [served, incident('response-aborted')],
  ),
  answering(
    'A stream that fails half-way breaks the connection, and is recorded',
    'broken-stream',
    'a broken connection',
    [served, incident('response-aborted')],
  ),
  answering(
    'A stream that fails before its first piece is answered with a problem',
    'stream-broken-at-once',
    { status: 500, problem: 'internal-error' },
    [incident('internal-error')],
  ),
  {
    title: 'Neither a piece nor an error leaves where no such body is declared',
    steps: [
      {
        as: 'anna',
        ask: 'GET /ways/undeclared-piece-then-error',
        expect: { status: 500, problem: 'response-not-declared' },
      },
    ],
  },
  {
    title: 'A handler that never answers holds up nobody else',
    steps: [
      { as: 'anna', ask: 'GET /ways/never', expect: 'no answer' },
      { as: 'anna', ask: 'GET /ways/class-instance', expect: MEMBER },
    ],
    records: [decided, decided, served],
  },
  {
    title: 'Asking for the headers alone gets no body',
    steps: [
      {
        as: 'anna',
        ask: 'HEAD /ways/class-instance',
        expect: { status: 200, text: '', headers: { 'cache-control': 'no-store' } },
      },
      { as: 'anna', ask: 'HEAD /ways/text', expect: { status: 500, text: '' } },
    ],
  },
];
