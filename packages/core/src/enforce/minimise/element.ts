import { PrivacyError } from '../../errors.ts';
import type { ShapePlan } from './plan.ts';
import { subjectOf } from './subjects.ts';
import { refuse, type Walk } from './walk.ts';

/**
 * Copies what a plan lets pass of one element; never touches the original. `undefined` where the element is left out.
 * Throws what does not have the declared shape.
 */
export type Shaper = (value: unknown, walk: Walk) => unknown;

/** How a shaper gets at the shapers of nested plans. */
export type ShaperOf = (plan: ShapePlan) => Shaper;

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

/** An object that may be an element: not null, not a list, not a scalar, not a collection. */
export function elementOf(value: unknown, walk: Walk): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(walk);
  if (value instanceof Map || value instanceof Set) return refuse(walk);
  // Any object can be read by key; what it holds stays unknown.
  return value as Record<string, unknown>;
}

/**
 * Whether an element may be there. Where one data subject is expected, another one's element is refused
 * (Art. 5(1)(f)); where each speaks for itself, those without a basis are left out.
 */
export function admits(plan: ShapePlan, source: Record<string, unknown>, walk: Walk): boolean {
  if (plan.subjectIdKey === undefined) return true;
  if (walk.keep !== undefined) return walk.keep(subjectOf(plan, source));
  if (walk.subject === undefined || subjectOf(plan, source) === walk.subject) return true;
  throw new PrivacyError('subject-mismatch', { what: plan.model.name });
}

function shapeAll(value: unknown, shape: Shaper, walk: Walk): unknown {
  const items: unknown = value instanceof Set ? [...value] : value;
  if (!Array.isArray(items)) return refuse(walk);
  const shaped = new Array<unknown>(items.length);
  let kept = 0;
  for (let index = 0; index < items.length; index++) {
    const item: unknown = items[index];
    const one = item === null || item === undefined ? null : shape(item, walk);
    if (one !== undefined) shaped[kept++] = one;
  }
  shaped.length = kept;
  return shaped;
}

function shapeEntries(value: unknown, shape: Shaper, walk: Walk): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(walk);
  if (value instanceof Set) return refuse(walk);
  const entries = value instanceof Map ? value : Object.entries(value);
  const shaped: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) {
    if (item === undefined) continue;
    const one = item === null ? null : shape(item, walk);
    if (one !== undefined) shaped[String(key)] = one;
  }
  return shaped;
}
