import type { CompiledField } from '../../catalogue/catalogue.ts';
import { isError, type LoggedError } from './errors.ts';
import { type LogPlan, type LogPlans, logPlans, type ModelOf } from './log-plan.ts';
import { REDACTED, withheld } from './redacted.ts';

/** How an error is written. */
export type ErrorOf = (error: unknown) => LoggedError;

/** Objects nested deeper than this, or more than this many, are not written. */
const DEPTH_LIMIT = 16;
const VISITS = 10_000;

const TOO_DEEP = withheld('nested too deeply');
const TOO_MANY = withheld('too much to search');
const UNREADABLE = withheld('it cannot be read');

/**
 * Copies a value as it may be logged. Every instance of a declared model, wherever it sits, keeps its fields that are
 * not personal; personal ones say REDACTED, undeclared ones are gone. Errors become what may be logged of them, bytes
 * their number; what refers back to itself says so. Plain data that hold none of these are returned as they are.
 * Never throws, and never changes what it is given.
 */
export function createDeclaredRedactor(
  modelOf: ModelOf,
  errorOf: ErrorOf,
): (value: unknown) => unknown {
  const plans = logPlans(modelOf);
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    try {
      return new Copying(plans, errorOf).copy(value);
    } catch {
      return UNREADABLE;
    }
  };
}

/** One copying, with its own bounds. */
class Copying {
  readonly #plans: LogPlans;
  readonly #errorOf: ErrorOf;
  /** The objects inside which we are. */
  readonly #inside: object[] = [];
  #visits = 0;

  constructor(plans: LogPlans, errorOf: ErrorOf) {
    this.#plans = plans;
    this.#errorOf = errorOf;
  }

  copy(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const stop = this.#enter(value);
    if (stop !== undefined) return stop;
    const copy = this.#copyInside(value);
    this.#inside.pop();
    return copy;
  }

  #enter(value: object): string | undefined {
    if (this.#inside.length >= DEPTH_LIMIT) return TOO_DEEP;
    if (this.#inside.includes(value)) return '[Circular]';
    if (++this.#visits > VISITS) return TOO_MANY;
    this.#inside.push(value);
    return undefined;
  }

  #copyInside(value: object): unknown {
    if (Array.isArray(value)) return this.#copyList(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    const plain = prototype === null || prototype === Object.prototype;
    if (!plain) {
      const plan = this.#plans.ofPrototype(Object(prototype));
      if (plan !== undefined) return this.#copyByPlan(plan, value);
      if (value instanceof Date) return value;
      if (isError(value)) return this.#errorOf(value);
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

  #copyByPlan({ hidden, kept }: LogPlan, value: object): unknown {
    // Any object can be read by key; what it holds stays unknown.
    const source = value as Record<string, unknown>;
    const copy: Record<string, unknown> = {};
    for (const key of hidden) {
      const held = source[key];
      if (held !== undefined && held !== null) copy[key] = REDACTED;
    }
    for (const [key, nested] of kept) {
      const held = source[key];
      if (held === undefined || typeof held === 'function') continue;
      copy[key] = nested === undefined ? this.copy(held) : this.#copyNested(nested, held);
    }
    return copy;
  }

  /** A nested model is written by its declaration even where it is a plain object; a map without its keys. */
  #copyNested(nested: Nested, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value === null ? null : REDACTED;
    const stop = this.#enter(value);
    if (stop !== undefined) return stop;
    const items = nested.as === 'one' ? undefined : itemsOf(value);
    const element: Nested = { model: nested.model, as: 'one' };
    const copy =
      items === undefined
        ? this.#copyByPlan(this.#plans.ofModel(nested.model), value)
        : items.map((item) => this.#copyNested(element, item));
    this.#inside.pop();
    return copy;
  }
}

type Nested = NonNullable<CompiledField['nested']>;

function itemsOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
}

function ownCopy(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) copy[key] = Reflect.get(value, key);
  return copy;
}
