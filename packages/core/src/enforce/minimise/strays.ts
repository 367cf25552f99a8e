import type { Catalogue, CompiledModel } from '../../catalogue/catalogue.ts';
import type { ModelRef } from '../../declare/model.ts';
import type { Shaper, ShaperOf } from './element.ts';
import type { Direction, PlanOf } from './plan.ts';
import type { Strays } from './walk.ts';

/** What is done with instances of declared models where only a value was declared; made once per route and direction. */
export function straysOf(
  { models }: Catalogue,
  direction: Direction,
  planOf: PlanOf,
  shaperOf: ShaperOf,
): Strays {
  const known = new WeakMap<object, Shaper | typeof NONE>();
  return {
    direction,
    shaperOf: (prototype) => {
      let shaper = known.get(prototype);
      if (shaper === undefined) {
        const model = modelOfPrototype(prototype, (ref) => models.get(ref));
        shaper = model === undefined ? NONE : shaperOf(planOf(model));
        known.set(prototype, shaper);
      }
      return shaper === NONE ? undefined : shaper;
    },
  };
}

/** No model: remembered too, for most objects belong to none. */
const NONE = Symbol('no model');

/**
 * The declared model of a prototype, or of the nearest one above it: an object-relational mapper's own subclass of a
 * declared class is no way around its declaration. What an instance calls `constructor` is not asked.
 */
export function modelOfPrototype(
  prototype: object,
  modelOf: (ref: ModelRef) => CompiledModel | undefined,
): CompiledModel | undefined {
  let current: unknown = prototype;
  while (typeof current === 'object' && current !== null && current !== Object.prototype) {
    const maker: unknown = Object.getOwnPropertyDescriptor(current, 'constructor')?.value;
    if (isClass(maker)) {
      const model = modelOf(maker);
      if (model !== undefined) return model;
    }
    current = Object.getPrototypeOf(current);
  }
  return undefined;
}

/** A function that prototypes name as their constructor is a class as far as the catalogue is concerned. */
function isClass(
  value: unknown,
): value is Extract<ModelRef, abstract new (...args: never[]) => object> {
  return typeof value === 'function';
}
