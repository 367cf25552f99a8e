import { types } from 'node:util';
import type { LoggedError, Redactor } from '@lawful/core';

/** Whether something is an error, also one of another realm. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/**
 * An error that holds what may be told of another one, and nothing else. Loggers treat errors and objects differently
 * (stack on lines of its own, `err` in pino, `error` in Nest's JSON), so what was an error stays one.
 */
export function toldError(told: LoggedError): Error {
  const options = told.cause === undefined ? {} : { cause: toldError(told.cause) };
  const error = new (classOf(told.type))(told.message, options);
  Object.defineProperty(error, 'stack', hidden(told.stack));
  if (told.errors !== undefined) {
    Object.defineProperty(error, 'errors', hidden(told.errors.map(toldError)));
  }
  return told.code === undefined ? error : Object.assign(error, { code: told.code });
}

/** A stack that comes as a text: what it says, what may be told instead, and the message of its error before and after. */
export interface ToldStack {
  readonly text: string;
  readonly message: string;
  readonly toldMessage: string;
}

/**
 * Reads the stack of an error out of a text (`logger.error(error.message, error.stack)`), and tells it like the error
 * itself. `undefined` for any other text.
 */
export function toldStack(text: string, redactor: Redactor): ToldStack | undefined {
  const end = text.search(FRAMES);
  if (end < 0) return undefined;
  const [found, type, message = ''] = HEAD.exec(text.slice(0, end)) ?? [];
  if (found === undefined || type === undefined) return undefined;
  const error = new Error(message);
  const before = text.slice(0, end - found.length);
  Object.defineProperty(error, 'name', hidden(type));
  Object.defineProperty(error, 'stack', hidden(text.slice(before.length)));
  const told = redactor.error(error);
  return { text: redactor.text(before) + told.stack, message, toldMessage: told.message };
}

/** Where the lines of a stack begin. */
const FRAMES = /\n[ \t]+at .*(?::\d+:\d+\)?|\((?:<anonymous>|native|index \d+)\))(?:\n|$)/;

/** Kind and message of the error, as a stack begins, perhaps after other words. */
const HEAD = /\b([A-Za-z_$][\w$]{0,63}?(?:Error|Exception)|Error)\b(?: \[\w+\])?(?:: (.*))?$/s;

/** pino calls an error by the name of its class. */
function classOf(type: string): new (message: string, options: ErrorOptions) => Error {
  const named = class extends Error {};
  Object.defineProperty(named, 'name', { value: type });
  Object.defineProperty(named.prototype, 'name', hidden(type));
  return named;
}

function hidden(value: unknown): PropertyDescriptor {
  return { value, configurable: true, writable: true, enumerable: false };
}
