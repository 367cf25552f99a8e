import type { CompiledField, CompiledModel } from '../catalogue/catalogue.ts';
import type { ModelRef } from '../declare/model.ts';
import { type FieldError, PrivacyError } from '../errors.ts';
import type { PlanOf, ShapePlan } from './minimise/plan.ts';
import type { ShaperOf } from './minimise/shaper.ts';
import type { Walk } from './minimise/walk.ts';
import { isModelRef } from './returns.ts';

/** What came in, minimised: what the purpose may collect, and how many keys it may not. */
export interface Minimised {
  readonly value: unknown;
  readonly dropped: number;
}

/** One compiled input of a route. */
export interface Input {
  readonly model: CompiledModel;
  readonly fields: readonly CompiledField[];
  /** Throws `mandatory-field-missing`, `field-not-declared`, `field-not-necessary-for-purpose` or `body-not-declared`. */
  minimise(value: unknown, walk: Walk): Minimised;
}

/** What compiling an input needs to know. */
export interface InputContext {
  readonly model: (ref: ModelRef) => CompiledModel;
  readonly planOf: PlanOf;
  readonly shaperOf: ShaperOf;
  readonly purpose: string;
  /** Undeclared keys are refused instead of dropped. */
  readonly refuse: boolean;
}

/** Compiles a model, or a list of it, as input for a purpose. */
export function compileInput(ref: ModelRef | readonly [ModelRef], context: InputContext): Input {
  const list = !isModelRef(ref);
  const model = context.model(isModelRef(ref) ? ref : ref[0]);
  const plan = context.planOf(model);
  const shape = context.shaperOf(plan);
  const one = (value: unknown, walk: Walk, at: string): Minimised => {
    const given = value ?? {};
    const errors: FieldError[] = [];
    const surplus: Surplus = { pointers: [], declared: false, count: 0 };
    inspectElement(plan, given, at, errors, surplus, context);
    if (errors.length > 0) throw new PrivacyError('mandatory-field-missing', { errors });
    if (context.refuse && surplus.count > 0) throw refusal(surplus);
    return { value: shape(given, walk), dropped: surplus.count };
  };
  return {
    model,
    fields: plan.personal,
    minimise: (value, walk) => {
      if (!list) return one(value, walk, '#');
      if (!Array.isArray(value)) throw new PrivacyError('body-not-declared', { what: 'a list is declared' });
      const items = value.map((item: unknown, index) => one(item, walk, `#/${index}`));
      return {
        value: items.map((item) => item.value),
        dropped: items.reduce((sum, item) => sum + item.dropped, 0),
      };
    },
  };
}

interface Surplus {
  readonly pointers: FieldError[];
  /** At least one key is declared, but for other purposes. */
  declared: boolean;
  count: number;
}

/** Names at most this many keys in an answer; the rest is counted. */
const NAMED = 20;

function inspectElement(
  plan: ShapePlan,
  value: unknown,
  at: string,
  errors: FieldError[],
  surplus: Surplus,
  context: InputContext,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const field of plan.model.fields) {
    const required = field.uses.find((use) => use.purpose === context.purpose && use.required);
    if (required === undefined || isGiven(value, field.key)) continue;
    errors.push({
      pointer: `${at}/${escape(field.key)}`,
      detail: 'mandatory',
      ...(required.consequence === undefined ? {} : { consequence: required.consequence }),
    });
  }
  const passing = new Set(plan.fields.map((field) => field.key));
  for (const key of Object.keys(value)) {
    if (passing.has(key)) continue;
    surplus.count++;
    const known = plan.model.byKey.get(key);
    if (known !== undefined && !known.subjectId) surplus.declared = true;
    // A key that nobody declared may itself be a personal value: it is counted, and named only where we know it.
    if (surplus.pointers.length < NAMED) {
      surplus.pointers.push(
        known === undefined
          ? { pointer: at, detail: 'a key that is not declared' }
          : { pointer: `${at}/${escape(key)}`, detail: 'not necessary for this purpose' },
      );
    }
  }
  for (const field of plan.fields) {
    if (field.as === 'value') continue;
    const held: unknown = Reflect.get(value, field.key);
    const place = `${at}/${escape(field.key)}`;
    if (field.as === 'one') inspectElement(field.plan, held, place, errors, surplus, context);
    else if (typeof held === 'object' && held !== null) {
      for (const [key, item] of Object.entries(held)) {
        const where = field.as === 'array' ? `${place}/${key}` : `${place}/*`;
        inspectElement(field.plan, item, where, errors, surplus, context);
      }
    }
    if (errors.length + surplus.count > MANY) return;
  }
}

/** Past this many remarks an input is not worth reading on. */
const MANY = 10_000;

function isGiven(value: object, key: string): boolean {
  if (!Object.hasOwn(value, key)) return false;
  const held: unknown = Reflect.get(value, key);
  return held !== undefined && held !== null && held !== '';
}

function refusal(surplus: Surplus): PrivacyError {
  return new PrivacyError(
    surplus.declared ? 'field-not-necessary-for-purpose' : 'field-not-declared',
    { errors: surplus.pointers },
  );
}

/** Escapes a key for a JSON Pointer (RFC 6901). */
function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
