import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../error-codes.ts';
import { PrivacyError } from '../errors.ts';
import { PROBLEM_BASE, type ProblemContext, problemOf } from './problem.ts';

const INSTANCE = 'urn:uuid:00000000-0000-4000-8000-000000000000';
const CNIL = { name: 'CNIL', url: 'https://www.cnil.fr' };

test('a refusal for want of consent is a document that a client can act on', () => {
  const { status, headers, body } = problemOf(givenRefusal('consent-required'), given());
  expect(status).toBe(403);
  expect(headers).toEqual({
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    Link: '</privacy/notice>; rel="privacy-policy"',
  });
  expect(body).toEqual({
    type: `${PROBLEM_BASE}consent-required`,
    title: 'Consent required',
    status: 403,
    detail: expect.stringContaining('newsletter'),
    instance: INSTANCE,
    purposes: ['newsletter'],
    legalBasis: 'eu-gdpr:A6-1-a',
    consentStatus: 'dpv:ConsentRefused',
    noticeVersion: '3',
    consentUrl: '/privacy/consents',
  });
});

test('where consent stands is told to the data subject alone', () => {
  const { body } = problemOf(givenRefusal('consent-required'), given({ actorIsSubject: false }));
  expect(body).toMatchObject({ purposes: ['newsletter'], legalBasis: 'eu-gdpr:A6-1-a' });
  for (const name of ['consentStatus', 'noticeVersion', 'consentUrl']) {
    expect(body).not.toHaveProperty(name);
  }
});

test('other refusals of a decision name the purpose, and nothing of consent', () => {
  const { body } = problemOf(givenRefusal('processing-objected'), given());
  expect(body).toMatchObject({ status: 403, purpose: 'newsletter', purposes: ['newsletter'] });
  expect(body).not.toHaveProperty('consentStatus');
});

test('the refusal of a right carries justification, authority and remedy', () => {
  const error = new PrivacyError('right-not-applicable', {
    members: {
      right: 'eu-gdpr:A21',
      legalBasis: 'eu-gdpr:A6-1-b',
      justification: 'justifications:X',
    },
  });
  expect(problemOf(error, given()).body).toMatchObject({
    status: 409,
    right: 'eu-gdpr:A21',
    legalBasis: 'eu-gdpr:A6-1-b',
    justification: 'justifications:X',
    supervisoryAuthority: CNIL,
    remedy: { complaint: 'eu-gdpr:A77', judicial: 'eu-gdpr:A79' },
  });
});

test.each(Object.keys(ERRORS) as ErrorCode[])(
  '%s is answered with its status and an absolute type',
  (code) => {
    const { status, body, headers } = problemOf(new PrivacyError(code), given());
    expect([status, body.status, body.title]).toEqual([
      ERRORS[code].status,
      ERRORS[code].status,
      ERRORS[code].title,
    ]);
    expect(new URL(body.type).href).toBe(`${PROBLEM_BASE}${code}`);
    expect(headers['Cache-Control']).toBe('no-store');
    expect(headers['Retry-After']).toBe(status === 503 ? '5' : undefined);
    expect(headers['WWW-Authenticate']?.startsWith('Bearer')).toBe(
      status === 401 ? true : undefined,
    );
  },
);

test.each([
  ['entity.parse.failed', 400, 'body-malformed'],
  ['entity.too.large', 413, 'payload-too-large'],
  ['parameters.too.many', 413, 'payload-too-large'],
  ['encoding.unsupported', 415, 'media-type-not-supported'],
  ['charset.unsupported', 415, 'media-type-not-supported'],
  ['request.aborted', 400, 'body-malformed'],
  ['request.size.invalid', 400, 'body-malformed'],
])('what a body parser calls %s says %i without repeating the request', (type, status, code) => {
  const thrown = Object.assign(new SyntaxError('Unexpected token c, "cnry"'), {
    type,
    status,
    statusCode: status,
    expose: true,
    body: 'cnry',
  });
  const answer = problemOf(thrown, given());
  expect([answer.status, answer.body.type]).toEqual([status, `${PROBLEM_BASE}${code}`]);
  expect(JSON.stringify(answer)).not.toContain('cnry');
});

test.each([
  ['an error', new Error('cnry@example.org')],
  ['an error with own members', Object.assign(new Error('cnry'), { detail: 'cnry', status: 500 })],
  [
    'a database error',
    Object.assign(new Error('cnry'), { code: '23505', detail: 'Key (email)=(cnry)' }),
  ],
  ['a text', 'cnry'],
  ['nothing', undefined],
  ['null', null],
  [
    'an error that claims a code of ours',
    Object.assign(new Error('cnry'), { name: 'PrivacyError', code: 'toString', help: 'cnry' }),
  ],
  [
    'an object that cannot be read',
    {
      get status() {
        throw new Error('cnry');
      },
    },
  ],
])('of %s nothing is told', (_what, thrown) => {
  const answer = problemOf(thrown, given());
  expect([answer.status, answer.body.type]).toEqual([500, `${PROBLEM_BASE}internal-error`]);
  expect(JSON.stringify(answer)).not.toContain('cnry');
});

test('a path that cannot be decoded is not found', () => {
  const thrown = Object.assign(new URIError("Failed to decode param '%cnry'"), { status: 400 });
  expect(problemOf(thrown, given()).status).toBe(404);
});

test('a client error of the application keeps its status, and loses its text', () => {
  const { status, body } = problemOf(Object.assign(new Error('cnry'), { status: 429 }), given());
  expect([status, body]).toEqual([
    429,
    { type: 'about:blank', title: 'Too Many Requests', status: 429, instance: INSTANCE },
  ]);
});

test('fields are named by pointers, with what follows from leaving them out', () => {
  const errors = [
    { pointer: '#/email', detail: 'mandatory', consequence: 'No order.', value: 'cnry' },
  ];
  const { body } = problemOf(new PrivacyError('mandatory-field-missing', { errors }), given());
  expect(body.errors).toEqual([
    { pointer: '#/email', detail: 'mandatory', consequence: 'No order.' },
  ]);
});

test('a failure on our side does not name our insides', () => {
  const error = new PrivacyError('response-shape-mismatch', { what: 'SecretModel' });
  expect(JSON.stringify(problemOf(error, given()).body)).not.toContain('SecretModel');
});

test('no member overrides the standard ones, and none holds a record', () => {
  const error = new PrivacyError('request-invalid', {
    members: {
      status: 200,
      type: 'x',
      title: 'x',
      instance: 'x',
      errors: 'x',
      row: { a: 1 },
      ok: 1,
    },
  });
  const { body } = problemOf(error, given());
  expect(body).toMatchObject({ status: 422, instance: INSTANCE, ok: 1 });
  expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'instance', 'ok']);
});

test('a stronger authentication is asked for as RFC 9470 has it, and a quote cannot break out', () => {
  const challenge = (members: Record<string, unknown>) =>
    problemOf(new PrivacyError('identity-verification-required', { members }), given()).headers[
      'WWW-Authenticate'
    ];
  expect(challenge({ acrValues: 'urn:eidas:substantial', maxAge: 300 })).toBe(
    'Bearer error="insufficient_user_authentication", acr_values="urn:eidas:substantial", max_age=300',
  );
  expect(challenge({ acrValues: 'a", x="\r\n' })).toBe('Bearer');
});

test('the base of problem types and the time until a retry can be chosen', () => {
  const context = given({ base: 'https://shop.example/problems/', retryAfter: 30 });
  const { headers, body } = problemOf(new PrivacyError('audit-unavailable'), context);
  expect([headers['Retry-After'], body.type]).toEqual([
    '30',
    'https://shop.example/problems/audit-unavailable',
  ]);
});

test('every code has its heading in docs/problems.md, with its title and status, and no other has', () => {
  const text = readFileSync(new URL('../../../../docs/problems.md', import.meta.url), 'utf8');
  const headings = [...text.matchAll(/^### `([\w-]+)`\n+(\d{3}) · (.+?) · /gm)];
  const told = headings.map(([, code, status, title]) => [code, Number(status), title]);
  expect(told.sort()).toEqual(
    Object.entries(ERRORS)
      .map(([code, { status, title }]) => [code, status, title])
      .sort(),
  );
});

function givenRefusal(code: ErrorCode): PrivacyError {
  return new PrivacyError(code, {
    what: 'newsletter',
    decision: {
      outcome: 'deny',
      reason: 'consent_refused',
      purpose: 'newsletter',
      legalBasis: 'eu-gdpr:A6-1-a',
      consentStatus: 'dpv:ConsentRefused',
    },
  });
}

function given(context: Partial<ProblemContext> = {}): ProblemContext {
  return {
    instance: INSTANCE,
    actorIsSubject: true,
    noticeVersion: '3',
    consentUrl: '/privacy/consents',
    noticeUrl: '/privacy/notice',
    supervisoryAuthority: CNIL,
    ...context,
  };
}
