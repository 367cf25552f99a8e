import type { Catalogue, CompiledField, CompiledModel, ModelRef, Returns } from '@lawful/core';

/**
 * Has every field of a shaped answer that the purpose withholds answer with an error of its own where somebody asks for
 * it, so that GraphQL says null there and leaves the siblings intact. Adds to what has been shaped, which is ours; the
 * application's own value was copied.
 */
export function declareWithheld(
  shaped: unknown,
  returns: Returns | undefined,
  purpose: string,
  { models }: Pick<Catalogue, 'models'>,
): void {
  const model = modelOf(returns, models);
  if (model !== undefined) inEach(shaped, model, purpose);
  else if (isObject(shaped)) inParts(shaped, partsOf(returns), purpose, models);
}

function inParts(
  shaped: object,
  parts: readonly (readonly [string, unknown])[],
  purpose: string,
  models: Catalogue['models'],
): void {
  for (const [key, shape] of parts) {
    const part = modelOf(shape, models);
    if (part !== undefined) inEach(Reflect.get(shaped, key), part, purpose);
  }
}

function modelOf(shape: unknown, models: Catalogue['models']): CompiledModel | undefined {
  const ref: unknown = Array.isArray(shape) ? shape[0] : shape;
  // A key of the map or not: asking is all that is done with it.
  return models.get(ref as ModelRef);
}

/** The parts of a wrapper, `{ items: [Member], total: 'not-personal' }`. */
function partsOf(returns: Returns | undefined): readonly (readonly [string, unknown])[] {
  return isObject(returns) && !Array.isArray(returns) ? Object.entries(returns) : [];
}

function inEach(shaped: unknown, model: CompiledModel, purpose: string): void {
  for (const each of Array.isArray(shaped) ? shaped : [shaped]) withholdIn(each, model, purpose);
}

function withholdIn(shaped: unknown, { fields, name }: CompiledModel, purpose: string): void {
  if (!isObject(shaped)) return;
  for (const { key, uses, nested } of fields) {
    if (nested !== undefined)
      inEach(elementsOf(Reflect.get(shaped, key), nested), nested.model, purpose);
    else if (isWithheld(uses, purpose)) {
      // Resolvers of GraphQL read it as they read a value, at whatever name; nothing else meets it.
      Object.defineProperty(shaped, key, { get: () => refuse(`${name}.${key}`, purpose) });
    }
  }
}

function elementsOf(held: unknown, { as }: NonNullable<CompiledField['nested']>): unknown {
  return as === 'map' && isObject(held) ? Object.values(held) : held;
}

function isWithheld(uses: CompiledField['uses'], purpose: string): boolean {
  return uses.length > 0 && uses.every((use) => use.purpose !== purpose);
}

/** GraphQL hands `extensions` of an error to the client. */
function refuse(field: string, purpose: string): never {
  throw Object.assign(new Error('The field is not available for this purpose'), {
    extensions: { code: 'field-not-in-purpose', field, purpose },
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
