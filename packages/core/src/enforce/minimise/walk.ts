import type { ModelRef } from '../../declare/model.ts';
import { PrivacyError } from '../../errors.ts';

/** How deep values and recursive models may nest before they are refused. */
export const DEPTH_LIMIT = 64;

/** What shaping one answer carries along: whose data are expected, how deep we are, how a stray declared instance is shaped. */
export interface Walk {
  /** Subject whose elements alone may be in the answer; `undefined` where every element speaks for itself. */
  readonly subject: string | undefined;
  depth: number;
  /** Shapes an instance of a declared model found where only a value was declared; `undefined` for other objects. */
  readonly instance: (ref: ModelRef, value: object, walk: Walk) => unknown;
  /** Whether a class is a declared model. */
  readonly isModel: (ref: ModelRef) => boolean;
}

/**
 * Copies the value of a declared field. Scalars never get here. Dates and other value objects (anything with a
 * `toJSON` of its own) stay what they are; instances of declared models are shaped like everywhere else.
 */
export function copyValue(value: object, walk: Walk): unknown {
  if (value instanceof Date || ArrayBuffer.isView(value)) return value;
  const ref: unknown = value.constructor;
  if (typeof ref === 'function' && ref !== Object && ref !== Array) {
    // A function found as `constructor` of an object is a class as far as the catalogue is concerned.
    const model = ref as unknown as ModelRef;
    if (walk.isModel(model)) return walk.instance(model, value, walk);
    if ('toJSON' in value && typeof value.toJSON === 'function') return value;
  }
  descend(walk);
  const copy = Array.isArray(value)
    ? value.map((item: unknown) => copyAny(item, walk))
    : copyEntries(value, walk);
  walk.depth--;
  return copy;
}

/** Goes one level down, or refuses. */
export function descend(walk: Walk): void {
  walk.depth++;
  if (walk.depth > DEPTH_LIMIT) throw new PrivacyError('nesting-too-deep');
}

function copyAny(value: unknown, walk: Walk): unknown {
  return typeof value === 'object' && value !== null ? copyValue(value, walk) : value;
}

function copyEntries(value: object, walk: Walk): unknown {
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) copy[String(key)] = copyAny(item, walk);
  return copy;
}
