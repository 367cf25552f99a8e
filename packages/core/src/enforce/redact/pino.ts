import { isError } from './errors.ts';
import { loggedRequest, loggedResponse } from './exchange.ts';
import type { Redactor } from './redactor.ts';

/** The part of pino's options that Lawful fills; spread it into your own. */
export interface PinoRedaction {
  readonly formatters: {
    readonly log: (object: Record<string, unknown>) => Record<string, unknown>;
  };
  readonly serializers: {
    readonly err: (error: unknown) => unknown;
    readonly req: typeof loggedRequest;
    readonly res: typeof loggedResponse;
  };
  readonly hooks: {
    readonly logMethod: (
      this: object,
      args: readonly unknown[],
      method: (...args: never[]) => void,
    ) => void;
    readonly streamWrite: (line: string) => string;
  };
}

/**
 * pino, redacted: `pino({ ...pinoRedaction(privacy.redact) })`. Declared models by class wherever they sit in what is
 * logged; errors, requests and responses by allow-list; sighted values in the whole line, message included.
 * Bindings of child loggers: see {@link redactChildren}.
 */
export function pinoRedaction(redactor: Redactor): PinoRedaction {
  return {
    formatters: { log: (object) => merged(object, redactor) },
    serializers: serializersOf(redactor),
    hooks: {
      logMethod(args, method) {
        Reflect.apply(method, this, argumentsOf(args, redactor));
      },
      streamWrite: (line) => {
        const redacted = redactor.json(line);
        if (redacted === line) return line;
        // The level and the time are pino's own, and numbers that other values may equal.
        const head = PINO_HEAD.exec(line)?.[0] ?? '{';
        return head + redactor.json(`{${line.slice(head.length)}`).slice(1);
      },
    },
  };
}

const PINO_HEAD = /^\{"level":(?:\d+|"\w+"),(?:"time":(?:\d+|"[\dT:.+Z-]+"),)?/;

/** What can make child loggers, as pino does. */
export interface ParentLogger {
  child(bindings: object, options?: object): unknown;
}

/**
 * Sends the bindings of a pino logger's children through the declared net, too; of its children's children as well.
 * pino turns bindings into text before any of its options is asked, so this takes the logger itself, and returns it.
 * A child cannot replace how errors, requests and responses are written: pino-http would, with every header.
 *
 * @example
 * const log = redactChildren(pino(pinoRedaction(privacy.redact)), privacy.redact);
 */
export function redactChildren<L extends ParentLogger>(logger: L, redactor: Redactor): L {
  const child: unknown = logger.child;
  if (typeof child !== 'function') return logger;
  const serializers = serializersOf(redactor);
  Object.defineProperty(logger, 'child', {
    configurable: true,
    writable: true,
    value(this: L, bindings: Record<string, unknown>, options?: Record<string, unknown>) {
      const kept =
        options?.serializers === undefined
          ? options
          : { ...options, serializers: { ...Object(options.serializers), ...serializers } };
      return Reflect.apply(child, this, [merged(bindings, redactor), kept]);
    },
  });
  return logger;
}

function serializersOf(redactor: Redactor): PinoRedaction['serializers'] {
  return {
    err: (error) => (isError(error) ? redactor.error(error) : redactor.declared(error)),
    req: loggedRequest,
    res: loggedResponse,
  };
}

/** Keys that have a serializer of their own; what they hold is too large to be walked through first. */
const SERIALIZED: ReadonlySet<string> = new Set(['err', 'req', 'res']);

/** The merged object of a log line, key by key; one that is itself a model, or no plain object, as a whole. */
function merged(object: Record<string, unknown>, redactor: Redactor): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null)
    return asObject(redactor.declared(object));
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const held = object[key];
    if (typeof held !== 'object' || held === null || SERIALIZED.has(key)) continue;
    const redacted = redactor.declared(held);
    if (redacted === held) continue;
    copy ??= { ...object };
    copy[key] = redacted;
  }
  return copy ?? object;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : { value };
}

/** Format arguments are written into the message by their JSON; the message of a bare error is the error's own. */
function argumentsOf(args: readonly unknown[], redactor: Redactor): readonly unknown[] {
  const [first, second] = args;
  if (second === undefined) {
    const error = isError(first) ? first : memberOf(first, 'err');
    if (!isError(error) || (error !== first && memberOf(first, 'msg') !== undefined)) return args;
    return [first, redactor.error(error).message];
  }
  let copy: unknown[] | undefined;
  for (let index = 1; index < args.length; index++) {
    const redacted = redactor.declared(args[index]);
    if (redacted === args[index]) continue;
    copy ??= [...args];
    copy[index] = redacted;
  }
  return copy ?? args;
}

function memberOf(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}
