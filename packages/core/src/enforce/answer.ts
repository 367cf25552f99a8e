import type { CompiledField, CompiledModel } from '../catalogue/catalogue.ts';
import type { ModelRef } from '../declare/model.ts';
import { PrivacyError } from '../errors.ts';
import { nestedReader, type ShaperOf } from './minimise/element.ts';
import { type PlanOf, personalIn } from './minimise/plan.ts';
import {
  elementsOf,
  type SubjectCollector,
  subjectCollector,
  unownedField,
} from './minimise/subjects.ts';
import { descend, refuse, type Walk } from './minimise/walk.ts';
import type { Sightings } from './redact/sightings.ts';
import {
  type AnswerShape,
  isByStatus,
  isModelRef,
  isOpaque,
  type Returned,
  type Returns,
} from './returns.ts';

/** One compiled answer of a route. */
export interface Answer {
  readonly kind: 'json' | 'opaque' | 'nothing';
  /** Why it is opaque. */
  readonly reason: string | undefined;
  /** Personal fields that may leave in it. */
  readonly fields: readonly CompiledField[];
  /** Their paths; the records of all such answers share them. */
  readonly paths: readonly string[];
  /** Copies what may leave; elements that the walk does not keep are left out. Throws `response-shape-mismatch`. */
  shape(value: unknown, walk: Walk): unknown;
  /** Adds whose data the answer holds; to load their states at once. */
  readonly subjects: SubjectCollector;
  /** Notes the personal values of a shaped answer, so that they stay out of what is logged afterwards. */
  note(shaped: unknown, sightings: Sightings): void;
}

/** What compiling an answer needs to know. */
export interface AnswerContext {
  /** Throws `model-not-declared`. */
  readonly model: (ref: ModelRef) => CompiledModel;
  readonly planOf: PlanOf;
  readonly shaperOf: ShaperOf;
  /** Every element speaks for its own subject. */
  readonly each: boolean;
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
    Object.entries(returns).map(([status, shape]) => [
      Number(status),
      compileAnswer(shape, context),
    ]),
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
  const as = isModelRef(returned) ? 'one' : 'array';
  const plan = context.planOf(context.model(isModelRef(returned) ? returned : returned[0]));
  const unowned = context.each ? unownedField(plan) : undefined;
  if (unowned !== undefined) {
    // Nobody could say whose it is: it would never be served, silently.
    throw new PrivacyError('declaration-invalid', {
      what: `subject: 'each' needs a subject id above ${unowned}`,
    });
  }
  const read = nestedReader(as, context.shaperOf(plan));
  const collect = subjectCollector(plan);
  return {
    kind: 'json',
    reason: undefined,
    ...namesOf(personalIn(plan)),
    // One that is left out is answered with null: there is an answer, and nobody in it.
    shape: (value, walk) => read(value, walk) ?? null,
    subjects: (value, into) => {
      for (const element of elementsOf(as, value)) collect(element, into);
    },
    note: (shaped, sightings) => sightings.note(plan.model, shaped),
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
    ...namesOf(parts.flatMap(({ part }) => part?.fields ?? [])),
    shape: (value, walk) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(walk);
      const shaped: Record<string, unknown> = {};
      for (const { key, part } of parts) {
        const held: unknown = Reflect.get(value, key);
        if (held === undefined) continue;
        shaped[key] = part === undefined ? plainValue(held, walk) : part.shape(held, walk);
      }
      return shaped;
    },
    subjects: (value, into) => {
      if (typeof value !== 'object' || value === null) return;
      for (const { key, part } of parts) part?.subjects(Reflect.get(value, key), into);
    },
    note: (shaped, sightings) => {
      if (typeof shaped !== 'object' || shaped === null) return;
      for (const { key, part } of parts) part?.note(Reflect.get(shaped, key), sightings);
    },
  };
}

/** A value that nobody calls personal inside a wrapper: scalars and lists of them pass, an object could hide anything. */
function plainValue(value: unknown, walk: Walk): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (!Array.isArray(value)) return refuse(walk);
  descend(walk);
  const copy = value.map((item: unknown) => plainValue(item, walk));
  walk.depth--;
  return copy;
}

function namesOf(fields: readonly CompiledField[]): Pick<Answer, 'fields' | 'paths'> {
  return { fields, paths: Object.freeze(fields.map(({ path }) => path)) };
}

const EMPTY: Answer = {
  kind: 'nothing',
  reason: undefined,
  ...namesOf([]),
  shape: () => undefined,
  subjects: () => undefined,
  note: () => undefined,
};
