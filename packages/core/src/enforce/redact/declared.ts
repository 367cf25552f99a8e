import { isError, type LoggedError } from './errors.ts';
import { loggedExchange } from './exchange.ts';
import {
  type Copier,
  type LogWriters,
  logWriters,
  type ModelOf,
  type Nested,
} from './log-writers.ts';
import { REDACTED, withheld } from './redacted.ts';

/** How an error is written. */
export type ErrorOf = (error: unknown) => LoggedError;

/** Objects nested deeper than this, or more than this many, are not written. */
const DEPTH_LIMIT = 16;
const VISITS = 10_000;

/**
 * Copies a value as it may be logged. Every instance of a declared model, wherever it sits, keeps its fields that are
 * not personal; personal ones say REDACTED, undeclared ones are gone. Errors become what may be logged of them, bytes
 * their number; what refers back to itself says so. Plain data that hold none of these are returned as they are.
 * Never throws, and never changes what it is given.
 */
export function createDeclaredRedactor(
  modelOf: ModelOf,
  errorOf: ErrorOf,
  generate?: boolean,
): (value: unknown) => unknown {
  const writers = logWriters(modelOf, generate);
  // One copying at a time is the rule; a getter or a toJSON that logs by itself gets another one.
  let idle: Copying | undefined = new Copying(writers, errorOf);
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const copying = idle ?? new Copying(writers, errorOf);
    idle = undefined;
    const copy = copying.start(value);
    idle = copying;
    return copy;
  };
}

/** One copying after the other, each with its own bounds. */
class Copying implements Copier {
  readonly #writers: LogWriters;
  readonly #errorOf: ErrorOf;
  /** The objects inside which we are, as many as `#depth` says. */
  readonly #inside: object[] = [];
  #depth = 0;
  #visits = 0;

  constructor(writers: LogWriters, errorOf: ErrorOf) {
    this.#writers = writers;
    this.#errorOf = errorOf;
  }

  start(value: object): unknown {
    this.#visits = 0;
    this.#depth = 0;
    try {
      return this.copy(value);
    } catch {
      return withheld('it cannot be read');
    }
  }

  copy(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const stop = this.#enter(value);
    if (stop !== undefined) return stop;
    const copy = this.#copyInside(value);
    this.#depth--;
    return copy;
  }

  /** A nested model is written by its declaration even where it is a plain object; a map without its keys. */
  copyNested(nested: Nested, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value === null ? null : REDACTED;
    const stop = this.#enter(value);
    if (stop !== undefined) return stop;
    const items = nested.as === 'one' ? undefined : itemsOf(value);
    const element: Nested = { model: nested.model, as: 'one' };
    const copy =
      items === undefined
        ? this.#writers.ofModel(nested.model)(value, this)
        : items.map((item) => this.copyNested(element, item));
    this.#depth--;
    return copy;
  }

  #enter(value: object): string | undefined {
    const depth = this.#depth;
    if (depth >= DEPTH_LIMIT) return withheld('nested too deeply');
    for (let level = 0; level < depth; level++) {
      if (this.#inside[level] === value) return '[Circular]';
    }
    if (++this.#visits > VISITS) return withheld('too much to search');
    this.#inside[depth] = value;
    this.#depth = depth + 1;
    return undefined;
  }

  #copyInside(value: object): unknown {
    if (Array.isArray(value)) return this.#copyList(value);
    const prototype: object | null = Object.getPrototypeOf(value);
    const plain = prototype === Object.prototype || prototype === null;
    if (!plain) {
      const write = this.#writers.ofPrototype(prototype);
      if (write !== undefined) return write(value, this);
      if (value instanceof Date) return value;
      if (isError(value)) return this.#errorOf(value);
      const exchange = loggedExchange(value);
      if (exchange !== undefined) return exchange;
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
        return `${value.byteLength} bytes`;
      if (value instanceof Map) {
        return new Map([...value].map(([key, item]) => [this.copy(key), this.copy(item)]));
      }
      if (value instanceof Set) return new Set([...value].map((item) => this.copy(item)));
    }
    if ('toJSON' in value && typeof value.toJSON === 'function') {
      return this.copy(Reflect.apply(value.toJSON, value, ['']));
    }
    return this.#copyEntries(value, plain);
  }

  #copyList(items: readonly unknown[]): unknown {
    let copy: unknown[] | undefined;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      const copied = this.copy(item);
      if (copied !== item) copy ??= [...items];
      if (copy !== undefined) copy[index] = copied;
    }
    return copy ?? items;
  }

  /** By enumerable string keys, as JSON does; what an inspector would show besides stays behind. */
  #copyEntries(value: object, plain: boolean): unknown {
    let copy =
      plain && Object.getOwnPropertySymbols(value).length === 0 ? undefined : ownCopy(value);
    for (const key of Object.keys(value)) {
      const held: unknown = Reflect.get(value, key);
      if (typeof held !== 'object' || held === null) continue;
      const copied = this.copy(held);
      if (copied === held) continue;
      copy ??= ownCopy(value);
      copy[key] = copied;
    }
    return copy ?? value;
  }
}

function itemsOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
}

function ownCopy(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) copy[key] = Reflect.get(value, key);
  return copy;
}
