import type { Redactor } from '@lawful/core';
import { ConsoleLogger, type LoggerService, type LogLevel } from '@nestjs/common';
import { loggedArguments } from './logged-arguments.ts';

/**
 * A logger for Nest that writes no personal data: whatever is logged, messages, objects, errors, stacks and names of
 * contexts, goes through both nets first; then another logger writes it. What the caller holds is never changed.
 *
 * @example
 * app.useLogger(new LawfulLogger(privacy.redact, new ConsoleLogger({ json: true })));
 */
export class LawfulLogger implements LoggerService {
  readonly #redactor: Redactor;
  readonly #inner: LoggerService;

  /**
   * @param redactor `privacy.redact`
   * @param inner what writes: Nest's ConsoleLogger, the `Logger` of nestjs-pino, or one of your own
   */
  constructor(redactor: Redactor, inner: LoggerService = new ConsoleLogger()) {
    this.#redactor = redactor;
    this.#inner = inner;
  }

  /** What happens in the ordinary course. */
  log(message: unknown, ...params: readonly unknown[]): void {
    this.#write('log', [message, ...params]);
  }

  /** What failed; the stack may be given as a text. */
  error(message: unknown, ...params: readonly unknown[]): void {
    this.#write('error', [message, ...params]);
  }

  /** What may need a look. */
  warn(message: unknown, ...params: readonly unknown[]): void {
    this.#write('warn', [message, ...params]);
  }

  /** What helps to find a mistake. */
  debug(message: unknown, ...params: readonly unknown[]): void {
    this.#write('debug', [message, ...params]);
  }

  /** What helps to follow every step. */
  verbose(message: unknown, ...params: readonly unknown[]): void {
    this.#write('verbose', [message, ...params]);
  }

  /** What ends the process. */
  fatal(message: unknown, ...params: readonly unknown[]): void {
    this.#write('fatal', [message, ...params]);
  }

  /** Sets the levels of the logger inside, where it has any. */
  setLogLevels(levels: LogLevel[]): void {
    this.#inner.setLogLevels?.(levels);
  }

  #write(level: LogLevel, values: readonly unknown[]): void {
    const write = this.#inner[level];
    if (write === undefined || isOff(this.#inner, level)) return;
    Reflect.apply(write, this.#inner, loggedArguments(values, this.#redactor));
  }
}

/** Whether a logger says that it would not write this; then a message given as a function is not worked out. */
function isOff(logger: LoggerService, level: LogLevel): boolean {
  const isLevelEnabled: unknown = Reflect.get(logger, 'isLevelEnabled');
  return (
    typeof isLevelEnabled === 'function' && Reflect.apply(isLevelEnabled, logger, [level]) === false
  );
}
