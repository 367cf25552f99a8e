import { inspect } from 'node:util';
import { currentUnit } from '../current.ts';
import { loggedError } from './errors.ts';

/** What turns values and texts into what may be logged. */
export interface Redactor {
  /** Both nets on a value: declared models by their class, everything else as it is. */
  declared(value: unknown): unknown;
  /** The sighted net on a text, by the unit of work of the running code. */
  text(text: string): string;
  /** The sighted net on one line of JSON, which stays JSON. */
  json(line: string): string;
}

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
  readonly hooks: { readonly streamWrite: (line: string) => string };
}

/** Makes the redactor of one `createPrivacy`. */
export function createRedactor(declared: (value: unknown) => unknown): Redactor {
  return {
    declared,
    text: (text) => currentUnit()?.sightings.redact(text) ?? text,
    json: (line) => currentUnit()?.sightings.redactJson(line) ?? line,
  };
}

/**
 * pino, redacted: `pino({ ...pinoRedaction(privacy.redact) })`. Declared models by class wherever they sit in the
 * merged object; errors, requests and responses by allow-list; sighted values in the whole line, message included.
 */
export function pinoRedaction(redactor: Redactor): PinoRedaction {
  return {
    // pino hands over the merged object and takes one back; ours has the same keys.
    formatters: { log: (object) => redactor.declared(object) as Record<string, unknown> },
    serializers: {
      err: (error) => loggedError(error, redactor.text),
      req: loggedRequest,
      res: loggedResponse,
    },
    hooks: { streamWrite: redactor.json },
  };
}

/** What may be logged of a request: the method and the route pattern; no address, no header, no client. */
export function loggedRequest(request: unknown): {
  readonly method: string;
  readonly route: string;
} {
  return { method: textOf(request, 'method'), route: textOf(valueOf(request, 'route'), 'path') };
}

/** What may be logged of a response: its status. */
export function loggedResponse(response: unknown): { readonly statusCode: unknown } {
  return { statusCode: valueOf(response, 'statusCode') };
}

/** The methods of a console that write. */
const WRITERS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/** The part of a console that can be redacted. */
export type RedactableConsole = { [K in (typeof WRITERS)[number]]: (...values: unknown[]) => void };

/**
 * Redacts a console in place: every value that is written goes through both nets first. Returns how to undo it.
 * Values are written as text, so a live object in a debugger's console becomes its picture.
 */
export function redactConsole(target: RedactableConsole, redactor: Redactor): () => void {
  const original = new Map(WRITERS.map((method) => [method, target[method]]));
  for (const [method, write] of original) {
    target[method] = (...values) =>
      write.apply(
        target,
        values.map((value) => written(value, redactor)),
      );
  }
  return () => {
    for (const [method, write] of original) target[method] = write;
  };
}

function written(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.text(value);
  if (value instanceof Error) return redactor.text(loggedError(value, redactor.text).stack);
  if (typeof value !== 'object' || value === null) {
    const text = String(value);
    const redacted = redactor.text(text);
    return redacted === text ? value : redacted;
  }
  return redactor.text(inspect(redactor.declared(value), { depth: 8, customInspect: false }));
}

function valueOf(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}

function textOf(holder: unknown, key: string): string {
  const value = valueOf(holder, key);
  return typeof value === 'string' ? value : 'unmapped';
}
