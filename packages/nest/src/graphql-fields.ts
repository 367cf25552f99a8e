import type { CompiledModel, ModelRef, Privacy, Returns } from '@lawful/core';

/**
 * Has every personal field that the purpose withholds answer with an error of its own where somebody asks for it, so
 * that GraphQL says null there and leaves the siblings intact. Adds to `shaped`, which is ours; the application's own
 * value was copied.
 */
export function declareWithheld(
  shaped: unknown,
  returns: Returns | undefined,
  purpose: string,
  privacy: Pick<Privacy, 'catalogue'>,
): void {
  const model = modelOf(returns, privacy);
  if (model === undefined) return;
  for (const each of Array.isArray(shaped) ? shaped : [shaped]) withholdIn(each, model, purpose);
}

function modelOf(
  returns: Returns | undefined,
  { catalogue }: Pick<Privacy, 'catalogue'>,
): CompiledModel | undefined {
  const ref: unknown = Array.isArray(returns) ? returns[0] : returns;
  return catalogue.models.get(ref as ModelRef);
}

function withholdIn(shaped: unknown, { fields, name }: CompiledModel, purpose: string): void {
  if (typeof shaped !== 'object' || shaped === null) return;
  for (const { key, uses, nested } of fields) {
    if (nested !== undefined) {
      const inner: unknown = Reflect.get(shaped, key);
      for (const each of Array.isArray(inner) ? inner : [inner])
        withholdIn(each, nested.model, purpose);
    } else if (uses.length > 0 && uses.every((use) => use.purpose !== purpose)) {
      // GraphQL calls a function where it finds one instead of a value.
      Object.defineProperty(shaped, key, { value: () => refuse(`${name}.${key}`, purpose) });
    }
  }
}

/** GraphQL hands `extensions` of an error to the client. */
function refuse(field: string, purpose: string): never {
  throw Object.assign(new Error('The field is not available for this purpose'), {
    extensions: { code: 'field-not-in-purpose', field, purpose },
  });
}
