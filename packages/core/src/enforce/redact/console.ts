import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { formatWithOptions, inspect } from 'node:util';
import { isError, type LoggedError } from './errors.ts';
import { withheld } from './redacted.ts';
import type { Redactor } from './redactor.ts';

/** The methods of a console that write values as a format string and its arguments. */
const WRITERS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dirxml'] as const;

/** The part of a console that is redacted; its other methods (`assert`, `group`, `timeLog` …) call these. */
export interface RedactableConsole {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  trace(...values: unknown[]): void;
  dirxml(...values: unknown[]): void;
  dir(value?: unknown, options?: object): void;
  table(data?: unknown, columns?: readonly string[]): void;
}

/**
 * Redacts a console in place: every value that is written goes through both nets first. Returns how to undo it.
 * Values are written as text, so a live object in a debugger's console becomes its picture.
 */
export function redactConsole(target: RedactableConsole, redactor: Redactor): () => void {
  const { log, info, warn, error, debug, trace, dirxml, dir, table } = target;
  const through = (picture: () => string): string => {
    try {
      return redactor.text(picture());
    } catch {
      return withheld('it cannot be read');
    }
  };
  for (const method of WRITERS) {
    const write = target[method];
    target[method] = (...values) => {
      write.call(
        target,
        ...(values.length === 0 ? [] : [through(() => formatted(values, redactor))]),
      );
    };
  }
  target.dir = (value, options) => {
    const shown = typeof options === 'object' && options !== null ? options : {};
    log.call(
      target,
      through(() => inspect(redactor.declared(value), { ...shown, ...AS_IT_IS })),
    );
  };
  target.table = (data, columns) => {
    log.call(
      target,
      through(() => tableOf(redactor.declared(data), columns)),
    );
  };
  return () => {
    Object.assign(target, { log, info, warn, error, debug, trace, dirxml, dir, table });
  };
}

/** An object's own idea of how it looks is not asked: it could show anything. */
const AS_IT_IS = { customInspect: false, getters: false } as const;

/** The whole text that is written, so that a value put together from several arguments is found as well. */
function formatted(values: readonly unknown[], redactor: Redactor): string {
  const pictures = values.map((value) => {
    if (isError(value)) return stackOf(redactor.error(value));
    if (typeof value === 'function') return `[Function: ${value.name}]`;
    return redactor.declared(value);
  });
  return formatWithOptions({ depth: 8, ...AS_IT_IS }, ...pictures);
}

function stackOf({ stack, cause, errors = [] }: LoggedError): string {
  const causes = cause === undefined ? [] : [`[cause]: ${stackOf(cause)}`];
  return [stack, ...causes, ...errors.map((each) => `[error]: ${stackOf(each)}`)].join('\n');
}

/** A table as the console draws it, without writing it. */
function tableOf(data: unknown, columns: unknown): string {
  let text = '';
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  const drawing = new Console({ stdout, colorMode: false });
  drawing.table(data, Array.isArray(columns) ? columns.map(String) : undefined);
  return text.trimEnd();
}
