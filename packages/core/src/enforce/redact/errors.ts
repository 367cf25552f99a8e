import { types } from 'node:util';
import { ERRORS } from '../../error-codes.ts';
import { withheld } from './redacted.ts';
import { createSightings } from './sightings.ts';

/** What may be written of an error: its kind, its text, where it was thrown, the same of what caused it. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** How deep a chain of causes is followed, and how many errors of one level are told. */
const CAUSES = 5;

/**
 * An error as it may be logged. Libraries hang whole rows and request bodies on their errors (`detail`, `config`,
 * `parameters`, `target`): no own property but `code` is written, and texts go through `redact`. Never throws.
 */
export function loggedError(
  error: unknown,
  redact: (text: string) => string,
  depth = 0,
): LoggedError {
  try {
    return isError(error) ? told(error, redact, depth) : notAnError(error);
  } catch {
    return { type: 'Error', message: withheld('it cannot be read'), stack: '' };
  }
}

/** Whether something is an error, also one of another realm. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function notAnError(thrown: unknown): LoggedError {
  return { type: typeof thrown, message: 'a thrown value that is not an Error', stack: '' };
}

function told(error: Error, redact: (text: string) => string, depth: number): LoggedError {
  const type = typeOf(error, redact);
  const message = messageOf(error, type, redact);
  const code: unknown = Reflect.get(error, 'code');
  const several: unknown = error instanceof AggregateError ? error.errors : undefined;
  const below = depth < CAUSES;
  return {
    type,
    message,
    stack: [`${type}: ${message}`, ...framesOf(error).map(redact)].join('\n'),
    ...(isCode(code) && redact(code) === code ? { code } : {}),
    ...(error.cause !== undefined && below
      ? { cause: loggedError(error.cause, redact, depth + 1) }
      : {}),
    ...(Array.isArray(several) && below
      ? { errors: several.slice(0, CAUSES).map((each) => loggedError(each, redact, depth + 1)) }
      : {}),
  };
}

/** A name of a class; anything else could be a value. */
const NAME = /^[A-Za-z_$][\w$]{0,63}$/;

function typeOf(error: Error, redact: (text: string) => string): string {
  const { name } = error;
  return typeof name === 'string' && NAME.test(name) && redact(name) === name ? name : 'Error';
}

/** Codes as systems write them: `ECONNREFUSED`, `ERR_INVALID_URL`, `P2002`, SQLSTATE; and our own. */
const CODE = /^(?:[A-Z][A-Z0-9_]{1,63}|[0-9][0-9A-Z]{4})$/;

function isCode(code: unknown): code is string {
  return typeof code === 'string' && (CODE.test(code) || Object.hasOwn(ERRORS, code));
}

/** Errors whose message repeats what they were given, whole or in part. */
const REPEATING: ReadonlySet<string> = new Set([
  'SyntaxError',
  'URIError',
  'AssertionError',
  'ValidationError',
  'ZodError',
  'CastError',
  'PrismaClientValidationError',
  'PrismaClientKnownRequestError',
]);

/** Data exceptions of SQL (class 22) quote the value that does not fit. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;

/** Own properties in which libraries keep the values that their messages repeat. */
const HOLDERS = [
  'params',
  'parameters',
  'values',
  'value',
  'stringValue',
  'bindings',
  'input',
  'path',
  'dest',
  'charset',
  'encoding',
] as const;

function messageOf(error: Error, type: string, redact: (text: string) => string): string {
  const message = String(error.message);
  if (REPEATING.has(type) && message !== '') {
    return withheld('errors of this kind repeat what they were given');
  }
  const own = createSightings();
  for (const key of HOLDERS) own.noteValue(Reflect.get(error, key));
  const held = own.redact(redact(message));
  return DATA_EXCEPTION.test(String(Reflect.get(error, 'code'))) ? withoutQuoted(held) : held;
}

function withoutQuoted(message: string): string {
  return message.replace(/(["']).*\1/gs, '$1REDACTED$1');
}

/** A line of a stack that says where; the lines before say the message again, as it was when the error was made. */
const FRAME = /^\s+at (?:.*:\d+:\d+\)?|.*\((?:<anonymous>|native|index \d+)\)|new Promise.*)$/;

function framesOf(error: Error): readonly string[] {
  const { stack } = error;
  if (typeof stack !== 'string') return [];
  const lines = stack.split('\n');
  // A message of several lines may look like frames: those that are really there come last, without a gap.
  let first = lines.length;
  while (first > 0 && FRAME.test(lines[first - 1] ?? '')) first--;
  const message = new Set(String(error.message).split('\n'));
  return lines.slice(first).filter((line) => !message.has(line));
}
