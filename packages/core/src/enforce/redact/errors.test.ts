import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { PrivacyError } from '../../errors.ts';
import { canarySubject, findCanaries } from '../../testing/index.ts';
import { loggedError } from './errors.ts';
import { createSightings } from './sightings.ts';

const CANARIES = canarySubject(['email', 'freeText']);
const { email = '', freeText = '' } = CANARIES;
/** V8 quotes the first characters of what it cannot parse. */
const randomPart = freeText.split('-').at(-1);

/** Errors as libraries throw them, each holding a personal value; `sighted` where only the sighted net can know it. */
const LEAKY: readonly {
  readonly why: string;
  readonly error: unknown;
  readonly sighted?: boolean;
}[] = [
  { why: 'message', error: new Error(`no account for ${email}`), sighted: true },
  { why: 'own property', error: Object.assign(new Error('no'), { email }) },
  { why: 'symbol key', error: Object.assign(new Error('no'), { [Symbol('email')]: email }) },
  {
    why: 'class getter',
    error: new (class extends Error {
      get email() {
        return email;
      }
    })('no'),
  },
  { why: 'toJSON', error: Object.assign(new Error('no'), { toJSON: () => ({ email }) }) },
  {
    why: 'custom inspection',
    error: Object.assign(new Error('no'), { [inspect.custom]: () => email }),
  },
  { why: 'name', error: Object.assign(new Error('no'), { name: email }) },
  {
    why: 'name of letters alone',
    error: Object.assign(new Error('no'), { name: freeText.replaceAll('-', '') }),
    sighted: true,
  },
  { why: 'code', error: Object.assign(new Error('no'), { code: freeText }) },
  {
    why: 'code like a system code',
    error: Object.assign(new Error('no'), { code: shouted() }),
    sighted: true,
  },
  {
    why: 'cause',
    error: new Error('outer', { cause: new Error(`inner ${email}`, { cause: { email } }) }),
    sighted: true,
  },
  { why: 'cause that is a text', error: new Error('outer', { cause: email }) },
  {
    why: 'aggregate',
    error: new AggregateError([Object.assign(new Error('a'), { email }), email, { email }], 'all'),
  },
  { why: 'thrown text', error: email },
  { why: 'thrown object', error: { email, message: email, stack: email, name: email } },
  {
    why: 'message of several lines that look like frames',
    error: new Error(`no\n    at ${email} (file.js:1:1)`),
    sighted: true,
  },
  { why: 'message changed after it was thrown', error: changed(), sighted: true },
  { why: 'JSON.parse, value first', error: thrownBy(() => JSON.parse(`x${randomPart}`)) },
  { why: 'JSON.parse, value later', error: thrownBy(() => JSON.parse(`{"a":x${randomPart}`)) },
  {
    why: 'body parser',
    error: Object.assign(new SyntaxError(`Unexpected token 'c', "${email}" is not valid JSON`), {
      body: email,
      type: 'entity.parse.failed',
    }),
  },
  { why: 'new URL', error: thrownBy(() => new URL(email)) },
  {
    why: 'assert',
    error: Object.assign(new Error(`Expected values to be equal: '${email}' !== 'b'`), {
      name: 'AssertionError',
      actual: email,
    }),
  },
  {
    why: 'file system',
    error: Object.assign(new Error(`ENOENT: no such file, open '/tmp/${email}'`), {
      code: 'ENOENT',
      path: `/tmp/${email}`,
    }),
  },
  {
    why: 'pg unique',
    error: Object.assign(
      new Error('duplicate key value violates unique constraint "customers_email_key"'),
      { code: '23505', detail: `Key (email)=(${email}) already exists.` },
    ),
  },
  {
    why: 'pg whole row',
    error: Object.assign(new Error('null value in column "name"'), {
      code: '23502',
      detail: `Failing row contains (1, ${email}).`,
    }),
  },
  {
    why: 'pg data exception',
    error: Object.assign(new Error(`invalid input syntax for type integer: "${email}"`), {
      code: '22P02',
    }),
  },
  {
    why: 'drizzle',
    error: Object.assign(new Error(`Failed query: select $1\nparams: ${email}`), {
      query: 'select $1',
      params: [email],
    }),
  },
  {
    why: 'TypeORM',
    error: Object.assign(new Error('no'), {
      query: `select '${email}'`,
      parameters: [email],
      driverError: { detail: email },
    }),
  },
  {
    why: 'axios',
    error: Object.assign(new Error('Request failed with status code 400'), {
      config: { data: email, url: `/x?${email}` },
      response: { data: email },
    }),
  },
  {
    why: 'class-validator',
    error: Object.assign(new Error('no'), {
      target: { email },
      value: email,
      children: [],
      constraints: { isEmail: email },
    }),
  },
  {
    why: 'Prisma',
    error: Object.assign(new Error(`Invalid invocation: where: { email: "${email}" }`), {
      name: 'PrismaClientValidationError',
    }),
  },
  {
    why: 'Mongoose',
    error: Object.assign(new Error(`Cast to Number failed for value "${email}"`), {
      name: 'CastError',
      value: email,
      stringValue: `"${email}"`,
    }),
  },
  {
    why: 'Zod, unknown key',
    error: Object.assign(
      new Error(JSON.stringify([{ code: 'unrecognized_keys', keys: [email] }])),
      { name: 'ZodError' },
    ),
  },
];

test.each(LEAKY)('nothing leaves with an error: $why', ({ error, sighted }) => {
  const sightings = createSightings();
  if (sighted)
    for (const value of [email, freeText, freeText.replaceAll('-', ''), shouted()])
      sightings.noteValue(value);
  const logged = loggedError(error, (text) => sightings.redact(text));
  expect(found(logged)).toEqual([]);
});

test.each(LEAKY)('control: written as they are, they all leak: $why', ({ error, why }) => {
  const shown = `${inspect(error, { showHidden: true, depth: 10 })} ${JSON.stringify(error)} ${String(Object(error).email)}`;
  expect(findCanaries(shown, CANARIES).length, why).toBeGreaterThan(0);
});

test('an error tells its kind, its text, its code, where it was thrown and what caused it', () => {
  class NotFound extends Error {
    override readonly name = 'NotFound';
    readonly code = 'ENOENT';
  }
  const logged = loggedError(
    new NotFound('no such order', { cause: new TypeError('null') }),
    (text) => text,
  );
  expect(logged).toMatchObject({
    type: 'NotFound',
    message: 'no such order',
    code: 'ENOENT',
    cause: { type: 'TypeError', message: 'null' },
  });
  expect(logged.stack).toMatch(/^NotFound: no such order\n\s+at .*errors\.test\.ts:\d+:\d+/);
});

test('codes of systems, SQL and our own are told, other texts are not', () => {
  const codeOf = (code: unknown) =>
    loggedError(Object.assign(new Error('no'), { code }), (text) => text).code;
  for (const code of [
    'ECONNREFUSED',
    'ERR_INVALID_URL',
    'P2002',
    '23505',
    '22P02',
    'consent-required',
  ])
    expect(codeOf(code)).toBe(code);
  for (const code of ['anna', '0612345678', 7, '', 'toString', 'A', 'x'.repeat(99)])
    expect(codeOf(code)).toBeUndefined();
  expect(loggedError(new PrivacyError('consent-required'), (text) => text)).toMatchObject({
    type: 'PrivacyError',
    code: 'consent-required',
  });
});

test('causes and aggregates are told to a bounded depth, also where they refer to themselves', () => {
  const circular = new Error('round');
  circular.cause = circular;
  let depth = 0;
  for (
    let logged = loggedError(circular, (text) => text);
    logged.cause !== undefined;
    logged = logged.cause
  )
    depth++;
  expect(depth).toBe(5);
  const wide = new AggregateError(
    Array.from({ length: 50 }, () => new Error('one')),
    'many',
  );
  expect(loggedError(wide, (text) => text).errors).toHaveLength(5);
});

test('an error that cannot be read is told as such, and nothing is thrown', () => {
  const hostile = new Error('no');
  Object.defineProperty(hostile, 'message', {
    get: () => {
      throw new Error(email);
    },
  });
  expect(loggedError(hostile, (text) => text)).toEqual({
    type: 'Error',
    message: 'REDACTED: it cannot be read',
    stack: '',
  });
  expect(
    loggedError(Object.assign(new Error('no'), { stack: 7, name: 7 }), (text) => text),
  ).toMatchObject({ type: 'Error', message: 'no' });
});

test('an error of another realm is an error', () => {
  expect(loggedError(runInNewContext('new TypeError("no")'), (text) => text)).toMatchObject({
    type: 'TypeError',
    message: 'no',
  });
});

function found(logged: unknown) {
  return findCanaries(
    `${inspect(logged, { showHidden: true, depth: 10 })} ${JSON.stringify(logged)}`,
    CANARIES,
  );
}

function shouted(): string {
  return freeText.replaceAll('-', '_').toUpperCase();
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

/** V8 writes the message into the stack when the error is made; a later message does not change it. */
function changed(): Error {
  const error = new Error(`no account for ${email}`);
  String(error.stack);
  error.message = 'no account';
  return error;
}
