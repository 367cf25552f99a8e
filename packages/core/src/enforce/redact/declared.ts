import type { CompiledModel } from '../../catalogue/catalogue.ts';
import type { ModelRef } from '../../declare/model.ts';
import { REDACTED } from './sightings.ts';

/** Looks up the declaration of a class. */
export type ModelOf = (ref: ModelRef) => CompiledModel | undefined;

/** A redactor of one model: what may be written of it in a log. */
type ModelRedactor = (value: Record<string, unknown>, depth: number) => unknown;

/** What a value nested deeper than this leaves in a log. */
const TOO_DEEP = `${REDACTED}: nested too deeply`;
const DEPTH_LIMIT = 16;

/**
 * Copies a value as it may be logged: every instance of a declared model, wherever it sits, keeps its fields that are
 * not personal; personal ones say REDACTED, undeclared ones are gone. What holds no declared model is returned as it is.
 */
export function createDeclaredRedactor(modelOf: ModelOf): (value: unknown) => unknown {
  const redactors = new Map<CompiledModel, ModelRedactor>();
  const classes = new Map<unknown, ModelRedactor | undefined>();

  const redactorOf = (model: CompiledModel): ModelRedactor => {
    const known = redactors.get(model);
    if (known !== undefined) return known;
    const kept: [string, CompiledModel | undefined][] = [];
    const hidden: string[] = [];
    for (const field of model.fields) {
      if (field.nested !== undefined) kept.push([field.key, field.nested.model]);
      else if (field.category !== undefined || field.subjectId) hidden.push(field.key);
      else kept.push([field.key, undefined]);
    }
    const redactor: ModelRedactor = (value, depth) => {
      const copy: Record<string, unknown> = {};
      for (const key of hidden) {
        const held = value[key];
        if (held !== undefined && held !== null) copy[key] = REDACTED;
      }
      for (const [key, nested] of kept) {
        const held = value[key];
        if (held === undefined) continue;
        copy[key] =
          nested === undefined ? redact(held, depth + 1) : redactNested(nested, held, depth + 1);
      }
      return copy;
    };
    redactors.set(model, redactor);
    return redactor;
  };

  const classRedactor = (constructor: unknown): ModelRedactor | undefined => {
    if (constructor === Object || typeof constructor !== 'function') return undefined;
    if (classes.has(constructor)) return classes.get(constructor);
    // A function found as `constructor` of an object is a class as far as the catalogue is concerned.
    const model = modelOf(constructor as unknown as ModelRef);
    const redactor = model === undefined ? undefined : redactorOf(model);
    classes.set(constructor, redactor);
    return redactor;
  };

  /** A nested model is redacted by declared shape even where it is a plain object. */
  const redactNested = (model: CompiledModel, value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value === null ? null : REDACTED;
    if (depth > DEPTH_LIMIT) return TOO_DEEP;
    if (Array.isArray(value)) return value.map((item: unknown) => redactNested(model, item, depth));
    if (value instanceof Map)
      return [...value.values()].map((item) => redactNested(model, item, depth));
    // Any object can be read by key; what it holds stays unknown.
    return redactorOf(model)(value as Record<string, unknown>, depth);
  };

  const redact = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const redactor = classRedactor(value.constructor);
    // Any object can be read by key; what it holds stays unknown.
    if (redactor !== undefined)
      return depth > DEPTH_LIMIT ? TOO_DEEP : redactor(value as Record<string, unknown>, depth);
    if (depth > DEPTH_LIMIT) return TOO_DEEP;
    if (Array.isArray(value)) return copyChanged(value, (item) => redact(item, depth + 1));
    if (value instanceof Map) return redactMap(value, (item) => redact(item, depth + 1));
    if (value instanceof Set) return redactSet(value, (item) => redact(item, depth + 1));
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null
      ? redactEntries(value as Record<string, unknown>, (item) => redact(item, depth + 1))
      : value;
  };

  return (value) => redact(value, 0);
}

function copyChanged(items: readonly unknown[], redact: (item: unknown) => unknown): unknown {
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const redacted = redact(items[index]);
    if (redacted !== items[index]) copy ??= [...items];
    if (copy !== undefined) copy[index] = redacted;
  }
  return copy ?? items;
}

function redactEntries(
  value: Record<string, unknown>,
  redact: (item: unknown) => unknown,
): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const held = value[key];
    if (typeof held !== 'object' || held === null) continue;
    const redacted = redact(held);
    if (redacted === held) continue;
    copy ??= { ...value };
    copy[key] = redacted;
  }
  return copy ?? value;
}

function redactMap(
  map: ReadonlyMap<unknown, unknown>,
  redact: (item: unknown) => unknown,
): unknown {
  return new Map([...map].map(([key, item]) => [redact(key), redact(item)]));
}

function redactSet(set: ReadonlySet<unknown>, redact: (item: unknown) => unknown): unknown {
  return new Set([...set].map(redact));
}
