import type { Catalogue, ModelRef } from '@lawful/core';

/** The arguments of a call with one of them minimised. The caller's own list and values stay what they are. */
export function withArgument(
  args: readonly unknown[],
  index: number,
  minimised: unknown,
  { models }: Pick<Catalogue, 'models'>,
): readonly unknown[] {
  const copy = [...args];
  copy[index] = likeGiven(args[index], minimised, models);
  return copy;
}

/** A pipe may have made an instance of the declared class: the minimised copy becomes one, too, at every depth. */
function likeGiven(given: unknown, minimised: unknown, models: Catalogue['models']): unknown {
  if (!isObject(given) || !isObject(minimised) || given === minimised) return minimised;
  if (Array.isArray(minimised)) {
    return minimised.map((it, index) => likeGiven(Reflect.get(given, index), it, models));
  }
  const isInstance = isOfModel(given, models);
  if (!isInstance && !isPlain(given)) return minimised;
  const entries = Object.entries(minimised).map(
    ([key, held]) => [key, likeGiven(Reflect.get(given, key), held, models)] as const,
  );
  const copy: object = Object.fromEntries(entries);
  return isInstance ? Object.setPrototypeOf(copy, Object.getPrototypeOf(given)) : copy;
}

function isOfModel(given: object, models: Catalogue['models']): boolean {
  for (
    let it: unknown = given.constructor;
    typeof it === 'function';
    it = Object.getPrototypeOf(it)
  )
    // A key of the map or not: asking is all that is done with it.
    if (models.has(it as unknown as ModelRef)) return true;
  return false;
}

function isPlain(given: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === Object.prototype || prototype === null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
