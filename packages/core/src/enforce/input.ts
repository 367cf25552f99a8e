import type { CompiledField, CompiledModel } from '../catalogue/catalogue.ts';
import type { ModelRef } from '../declare/model.ts';
import { PrivacyError } from '../errors.ts';
import { inspectors, noRemarks, type Remarks } from './inspect-input.ts';
import type { ShaperOf } from './minimise/element.ts';
import { type PlanOf, personalIn } from './minimise/plan.ts';
import { refuse, type Walk } from './minimise/walk.ts';
import { isModelRef } from './returns.ts';
import { validated } from './validate-input.ts';

/** One compiled input of a route. */
export interface Input {
  readonly model: CompiledModel;
  readonly fields: readonly CompiledField[];
  /**
   * What the purpose may collect; the walk counts what it may not.
   *
   * Throws `body-not-declared`, `request-invalid`, `mandatory-field-missing`, `nesting-too-deep`, and where surplus
   * keys are refused `field-not-declared` or `field-not-necessary-for-purpose`. Nothing given counts as an empty object.
   */
  minimise(value: unknown, walk: Walk): unknown;
}

/** What compiling an input needs to know. */
export interface InputContext {
  /** Throws `model-not-declared`. */
  readonly model: (ref: ModelRef) => CompiledModel;
  readonly planOf: PlanOf;
  readonly shaperOf: ShaperOf;
  readonly purpose: string;
  /** Surplus keys are refused instead of dropped. */
  readonly refuse: boolean;
}

/** Compiles a model, or a list of it, as input for a purpose. */
export function compileInput(ref: ModelRef | readonly [ModelRef], context: InputContext): Input {
  const list = !isModelRef(ref);
  const model = context.model(isModelRef(ref) ? ref : ref[0]);
  const plan = context.planOf(model);
  const shape = context.shaperOf(plan);
  const inspect = inspectors(context.purpose, context.refuse)(plan);
  const look = (value: unknown, at: string, remarks: Remarks): unknown => {
    const valid = validated(model, value, at);
    inspect(valid, at, remarks);
    return valid;
  };
  return {
    model,
    fields: personalIn(plan),
    minimise: (value, walk) => {
      const remarks = noRemarks();
      if (!list) {
        const valid = look(value ?? {}, '#', remarks);
        conclude(remarks, walk, context.refuse);
        return shape(valid, walk);
      }
      if (!Array.isArray(value)) return refuse(walk);
      const valid = value.map((item: unknown, index) => look(item, `#/${index}`, remarks));
      conclude(remarks, walk, context.refuse);
      return valid.map((item) => shape(item, walk));
    },
  };
}

/** An input for which nothing is declared: none of it passes. */
export function surplusOf(value: unknown, refused: boolean): number {
  const dropped = sizeOf(value);
  if (refused && dropped > 0) {
    const errors = [{ pointer: '#', detail: 'nothing is declared here' }];
    throw new PrivacyError('field-not-declared', { errors });
  }
  return dropped;
}

function conclude(remarks: Remarks, walk: Walk, refused: boolean): void {
  const { missing, surplus = [], declared, dropped } = remarks;
  if (missing !== undefined) throw new PrivacyError('mandatory-field-missing', { errors: missing });
  if (refused && dropped > 0) {
    const code = declared ? 'field-not-necessary-for-purpose' : 'field-not-declared';
    throw new PrivacyError(code, { errors: surplus });
  }
  walk.dropped += dropped;
}

function sizeOf(value: unknown): number {
  if (value === undefined || value === null || value === '') return 0;
  if (typeof value !== 'object' || ArrayBuffer.isView(value)) return 1;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}
