import { descend, type Walk } from './walk.ts';

/**
 * Copies the value of a declared field; scalars never get here. Dates and bytes stay what they are. Instances of
 * declared models are shaped like everywhere else. On the way out a `toJSON` is asked at once, and what it returns is
 * copied: asked later, while the answer is written, it could return anything. On the way in it marks a value object.
 */
export function copyValue(value: object, walk: Walk): unknown {
  if (Array.isArray(value)) return copyAll(value, walk);
  if (value instanceof Date || ArrayBuffer.isView(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype) {
    const shape = walk.strays.shaperOf(prototype);
    if (shape !== undefined) return oneDown(walk, () => shape(value, walk) ?? null);
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return walk.strays.direction === 'in'
      ? value
      : copyJson(value, Reflect.apply(value.toJSON, value, ['']), walk);
  }
  return value instanceof Set ? copyAll([...value], walk) : copyEntries(value, walk);
}

function copyJson(value: object, json: unknown, walk: Walk): unknown {
  if (json === value) return copyEntries(value, walk);
  return oneDown(walk, () => copyAny(json, walk));
}

/** Does something one level down: what contains itself ends at the limit. */
function oneDown(walk: Walk, work: () => unknown): unknown {
  descend(walk);
  const done = work();
  walk.depth--;
  return done;
}

function copyAny(value: unknown, walk: Walk): unknown {
  return typeof value === 'object' && value !== null ? copyValue(value, walk) : value;
}

function copyAll(items: readonly unknown[], walk: Walk): unknown {
  descend(walk);
  const copy = items.map((item) => copyAny(item, walk));
  walk.depth--;
  return copy;
}

function copyEntries(value: object, walk: Walk): unknown {
  descend(walk);
  const entries = value instanceof Map ? value : Object.entries(value);
  // Without a prototype, for the keys are anybody's: `__proto__` is a key like the others.
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) {
    // A function is no data; one named toJSON would speak for the whole copy.
    if (typeof item !== 'function') copy[String(key)] = copyAny(item, walk);
  }
  walk.depth--;
  return copy;
}
