import { type PlannedField, reachable, type ShapePlan } from './plan.ts';
import { relationOf } from './unlisted.ts';
import { DEPTH_LIMIT } from './walk.ts';

/** Adds whose data a value is: the subject ids of its elements, those nested in them included. */
export type SubjectCollector = (value: unknown, into: Set<string>) => void;

/** Makes the collector of a plan; only fields that may hold a subject id are looked into. */
export function subjectCollector(plan: ShapePlan): SubjectCollector {
  return (value, into) => collect(plan, value, into, 0);
}

/** Whether an element of a plan, or one nested in it, says whose data it is. */
export function holdsSubjects(plan: ShapePlan): boolean {
  const known = HOLDS.get(plan);
  if (known !== undefined) return known;
  const holds = [...reachable(plan)].some((it) => it.subjectIdKey !== undefined);
  HOLDS.set(plan, holds);
  return holds;
}

const HOLDS = new WeakMap<ShapePlan, boolean>();

/** Whose data an element is, as text; `undefined` where it does not say. */
export function subjectOf(plan: ShapePlan, element: Record<string, unknown>): string | undefined {
  if (plan.subjectIdKey === undefined) return undefined;
  const subject = element[plan.subjectIdKey];
  return subject === undefined || subject === null ? undefined : String(subject);
}

/** Path of a personal field that may leave and that no subject id stands for; `undefined` where all have one. */
export function unownedField(plan: ShapePlan, seen = new Set<ShapePlan>()): string | undefined {
  if (plan.subjectIdKey !== undefined || seen.has(plan)) return undefined;
  seen.add(plan);
  for (const field of plan.fields) {
    if (field.as !== 'value') {
      const inner = unownedField(field.plan, seen);
      if (inner !== undefined) return inner;
    } else if (field.field.category !== undefined) return field.field.path;
  }
  return undefined;
}

function collect(plan: ShapePlan, value: unknown, into: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > DEPTH_LIMIT) return;
  // Any object can be read by key; what it holds stays unknown.
  const element = value as Record<string, unknown>;
  const subject = subjectOf(plan, element);
  if (subject !== undefined) into.add(subject);
  for (const field of plan.fields) {
    if (field.as === 'value' || !holdsSubjects(field.plan)) continue;
    for (const item of elementsOf(field.as, relationOf(element, field.key))) {
      collect(field.plan, item, into, depth + 1);
    }
  }
}

/** The elements of a nested field, however it holds them; what has another shape holds none. */
export function elementsOf(as: PlannedField['as'], value: unknown): Iterable<unknown> {
  if (typeof value !== 'object' || value === null) return [];
  switch (as) {
    case 'value':
      return [];
    case 'one':
      return [value];
    case 'array':
      return Array.isArray(value) || value instanceof Set ? value : [];
    case 'map':
      return value instanceof Map ? value.values() : Object.values(value);
  }
}
