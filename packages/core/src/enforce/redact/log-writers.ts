import type { CompiledField, CompiledModel } from '../../catalogue/catalogue.ts';
import type { ModelRef } from '../../declare/model.ts';
import { modelOfPrototype } from '../minimise/strays.ts';

/** Looks up the declaration of a class. */
export type ModelOf = (ref: ModelRef) => CompiledModel | undefined;

/** What is written of a model: keys that only say REDACTED, keys whose values are looked into. */
export interface LogPlan {
  readonly hidden: readonly string[];
  readonly kept: readonly (readonly [key: string, nested: CompiledField['nested']])[];
}

/** How models are written; worked out once for each, at first use. */
export interface LogPlans {
  ofModel(model: CompiledModel): LogPlan;
  ofPrototype(prototype: object): LogPlan | undefined;
}

/** Opens the plans of one catalogue. */
export function logPlans(modelOf: ModelOf): LogPlans {
  const byModel = new WeakMap<CompiledModel, LogPlan>();
  const byPrototype = new WeakMap<object, LogPlan | typeof NONE>();
  const ofModel = (model: CompiledModel): LogPlan => {
    const known = byModel.get(model) ?? planOf(model);
    byModel.set(model, known);
    return known;
  };
  return {
    ofModel,
    ofPrototype: (prototype) => {
      let plan = byPrototype.get(prototype);
      if (plan === undefined) {
        const model = modelOfPrototype(prototype, modelOf);
        plan = model === undefined ? NONE : ofModel(model);
        byPrototype.set(prototype, plan);
      }
      return plan === NONE ? undefined : plan;
    },
  };
}

/** No model: remembered too, for most objects belong to none. */
const NONE = Symbol('no model');

function planOf(model: CompiledModel): LogPlan {
  const isHidden = (field: CompiledField): boolean =>
    field.nested === undefined && (field.category !== undefined || field.subjectId);
  return {
    hidden: model.fields.filter(isHidden).map((field) => field.key),
    kept: model.fields
      .filter((field) => !isHidden(field))
      .map((field) => [field.key, field.nested] as const),
  };
}
