import { PrivacyError } from '../../errors.ts';
import { canGenerate, generateShaper } from './generate.ts';
import type { ShapePlan } from './plan.ts';
import { copyValue, descend, type Walk } from './walk.ts';

/** Copies what a plan lets pass of one element; never touches the original. Throws what does not have the declared shape. */
export type Shaper = (value: unknown, walk: Walk) => unknown;

/** How a shaper gets at the shapers of nested plans. */
export type ShaperOf = (plan: ShapePlan) => Shaper;

/**
 * Shapers of plans, made on first use and kept. They are generated code where the runtime allows it, because a
 * literal of constant keys is what V8 copies and serialises fastest; otherwise closures that do the same.
 */
export function shapers(generate = canGenerate()): ShaperOf {
  const made = new Map<ShapePlan, Shaper>();
  const shaperOf: ShaperOf = (plan) => {
    const known = made.get(plan);
    if (known !== undefined) return known;
    // Set before it is made: a recursive plan finds itself.
    let real: Shaper | undefined;
    made.set(plan, (value, walk) => (real ?? refuse)(value, walk));
    real = generate ? generateShaper(plan, shaperOf) : closureShaper(plan, shaperOf);
    made.set(plan, real);
    return real;
  };
  return shaperOf;
}

/** The same as generated code does, field by field. */
export function closureShaper(plan: ShapePlan, shaperOf: ShaperOf): Shaper {
  const readers = plan.fields.map((field) => ({
    key: field.key,
    read: field.as === 'value' ? readValue : nestedReader(field.as, shaperOf(field.plan)),
  }));
  const own = plan.direction === 'in';
  return (value, walk) => {
    const source = elementOf(value);
    checkSubject(plan, source, walk);
    if (plan.recursive) descend(walk);
    const shaped: Record<string, unknown> = {};
    for (const { key, read } of readers) {
      if (own && !Object.hasOwn(source, key)) continue;
      const read0 = source[key];
      if (read0 !== undefined) shaped[key] = read(read0, walk);
    }
    if (plan.recursive) walk.depth--;
    return shaped;
  };
}

/** The reader of a nested field: one element, every element of an array, every value of a map. */
export function nestedReader(as: 'one' | 'array' | 'map', shape: Shaper): Shaper {
  switch (as) {
    case 'one':
      return (value, walk) => (value === null ? null : shape(value, walk));
    case 'array':
      return (value, walk) => (value === null ? null : shapeAll(value, shape, walk));
    case 'map':
      return (value, walk) => (value === null ? null : shapeEntries(value, shape, walk));
  }
}

/** An object that may be an element: not null, not a list, not a scalar, not a Map. */
export function elementOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Map) {
    return refuse();
  }
  // Any object can be read by key; what it holds stays unknown.
  return value as Record<string, unknown>;
}

/** Refuses an element of another subject where one subject is expected (Art. 5(1)(f)). */
export function checkSubject(plan: ShapePlan, source: Record<string, unknown>, walk: Walk): void {
  if (plan.subjectIdKey === undefined || walk.subject === undefined) return;
  const subject = source[plan.subjectIdKey];
  if (subject === undefined || String(subject) !== walk.subject) {
    throw new PrivacyError('subject-mismatch', { what: plan.model.name });
  }
}

function readValue(value: unknown, walk: Walk): unknown {
  return typeof value === 'object' && value !== null ? copyValue(value, walk) : value;
}

function shapeAll(value: unknown, shape: Shaper, walk: Walk): unknown {
  if (!Array.isArray(value)) return refuse();
  const shaped = new Array<unknown>(value.length);
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    shaped[index] = item === null || item === undefined ? null : shape(item, walk);
  }
  return shaped;
}

function shapeEntries(value: unknown, shape: Shaper, walk: Walk): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse();
  const entries = value instanceof Map ? value : Object.entries(value);
  const shaped: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) shaped[String(key)] = item === null ? null : shape(item, walk);
  return shaped;
}

function refuse(): never {
  throw new PrivacyError('body-not-declared');
}
