import type { CompiledField, CompiledModel } from '../catalogue/catalogue.ts';
import type { ModelRef } from '../declare/model.ts';
import { PrivacyError } from '../errors.ts';
import type { PlanOf, ShapePlan } from './minimise/plan.ts';
import type { Shaper, ShaperOf } from './minimise/shaper.ts';
import type { Walk } from './minimise/walk.ts';
import { type AnswerShape, isByStatus, isModelRef, isOpaque, type Returned, type Returns } from './returns.ts';

/** Whether an element may be served; where every element speaks for its own subject. */
export type Keep = (subject: string | undefined) => boolean;

/** One compiled answer of a route. */
export interface Answer {
  readonly kind: 'json' | 'opaque' | 'nothing';
  /** Why it is opaque. */
  readonly reason: string | undefined;
  /** Personal fields that may leave in it. */
  readonly fields: readonly CompiledField[];
  /** Copies what may leave. With `keep`, elements that it refuses are left out. */
  shape(value: unknown, walk: Walk, keep?: Keep): unknown;
  /** Subject ids of all elements, in order, `undefined` where an element does not say; to load their states at once. */
  subjects(value: unknown): readonly (string | undefined)[];
}

/** What compiling an answer needs to know. */
export interface AnswerContext {
  readonly model: (ref: ModelRef) => CompiledModel | undefined;
  readonly planOf: PlanOf;
  readonly shaperOf: ShaperOf;
}

/** Compiles `returns`: the answer by status. A model that nobody declared is an error at start-up. */
export function compileReturns(
  returns: Returns | undefined,
  context: AnswerContext,
): (status: number) => Answer | undefined {
  if (returns === undefined) return () => undefined;
  if (!isByStatus(returns)) {
    const answer = compileAnswer(returns, context);
    return () => answer;
  }
  const byStatus = new Map(
    Object.entries(returns).map(([status, shape]) => [Number(status), compileAnswer(shape, context)]),
  );
  return (status) => byStatus.get(status);
}

function compileAnswer(shape: AnswerShape, context: AnswerContext): Answer {
  if (shape === 'nothing') return EMPTY;
  if (isOpaque(shape)) return { ...EMPTY, kind: 'opaque', reason: shape.reason };
  if (isReturned(shape)) return compilePart(shape, context);
  return compileWrapper(Object.entries(shape), context);
}

function isReturned(shape: AnswerShape): shape is Returned {
  return isModelRef(shape) || Array.isArray(shape);
}

function compilePart(returned: Returned, context: AnswerContext): Answer {
  const list = !isModelRef(returned);
  const plan = planFor(isModelRef(returned) ? returned : returned[0], context);
  const one = context.shaperOf(plan);
  return {
    kind: 'json',
    reason: undefined,
    fields: plan.personal,
    shape: list ? (value, walk, keep) => shapeList(value, one, plan, walk, keep) : shapeOne(one, plan),
    subjects: (value) =>
      list ? listOf(value).map((item) => subjectOf(item, plan)) : [subjectOf(value, plan)],
  };
}

function compileWrapper(
  entries: readonly (readonly [string, Returned | 'not-personal'])[],
  context: AnswerContext,
): Answer {
  const parts = entries.map(([key, shape]) => ({
    key,
    part: shape === 'not-personal' ? undefined : compilePart(shape, context),
  }));
  return {
    kind: 'json',
    reason: undefined,
    fields: parts.flatMap(({ part }) => part?.fields ?? []),
    shape: (value, walk, keep) => {
      const source = objectOf(value);
      const shaped: Record<string, unknown> = {};
      for (const { key, part } of parts) {
        const held = source[key];
        if (held === undefined) continue;
        shaped[key] = part === undefined ? plainValue(held, walk) : part.shape(held, walk, keep);
      }
      return shaped;
    },
    subjects: (value) => {
      const source = objectOf(value);
      return parts.flatMap(({ key, part }) =>
        part === undefined || source[key] === undefined ? [] : part.subjects(source[key]),
      );
    },
  };
}

function planFor(ref: ModelRef, context: AnswerContext): ShapePlan {
  const model = context.model(ref);
  if (model === undefined) throw new PrivacyError('model-not-declared', { what: ref.name });
  return context.planOf(model);
}

function shapeOne(one: Shaper, plan: ShapePlan) {
  return (value: unknown, walk: Walk, keep?: Keep): unknown => {
    if (value === null || (keep !== undefined && !keep(subjectOf(value, plan)))) return null;
    return one(value, walk);
  };
}

function shapeList(value: unknown, one: Shaper, plan: ShapePlan, walk: Walk, keep?: Keep): unknown {
  const items = listOf(value);
  if (keep !== undefined) {
    return items.filter((item) => keep(subjectOf(item, plan))).map((item) => one(item, walk));
  }
  const shaped = new Array<unknown>(items.length);
  for (let index = 0; index < items.length; index++) shaped[index] = one(items[index], walk);
  return shaped;
}

function subjectOf(value: unknown, plan: ShapePlan): string | undefined {
  if (plan.subjectIdKey === undefined) return undefined;
  const subject = objectOf(value)[plan.subjectIdKey];
  return subject === undefined || subject === null ? undefined : String(subject);
}

/** A value that nobody calls personal inside a wrapper: a scalar passes, an object could hide anything. */
function plainValue(value: unknown, walk: Walk): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => plainValue(item, walk));
  throw new PrivacyError('response-shape-mismatch', { what: 'a not-personal member holds an object' });
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new PrivacyError('response-shape-mismatch', { what: 'a list' });
  return value;
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Map) {
    throw new PrivacyError('response-shape-mismatch', { what: 'an object' });
  }
  // Any object can be read by key; what it holds stays unknown.
  return value as Record<string, unknown>;
}

const EMPTY: Answer = {
  kind: 'nothing',
  reason: undefined,
  fields: [],
  shape: () => undefined,
  subjects: () => [],
};
