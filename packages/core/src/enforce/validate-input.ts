import type { CompiledField, CompiledModel } from '../catalogue/catalogue.ts';
import type { StandardIssue } from '../declare/standard-schema.ts';
import { type FieldError, PrivacyError } from '../errors.ts';
import { NAMED, pointerKey } from './inspect-input.ts';

/**
 * What the schema of a model makes of an input; the input itself where the model has none. Throws `request-invalid`
 * with pointers: what a schema says of a value may repeat it, so its own messages are not told.
 */
export function validated(model: CompiledModel, value: unknown, at: string): unknown {
  if (model.schema === undefined) return value;
  const result = model.schema['~standard'].validate(value);
  if (result instanceof Promise) {
    // How it ends is nobody's any more; unobserved, it could end the process.
    result.catch(() => undefined);
    throw new PrivacyError('declaration-invalid', {
      what: `the schema of ${model.name} validates asynchronously`,
    });
  }
  if (result.issues === undefined) return result.value;
  const errors = result.issues.slice(0, NAMED).map((issue): FieldError => {
    return { pointer: pointerOf(model, issue, at), detail: 'not valid' };
  });
  throw new PrivacyError('request-invalid', { errors });
}

/** The place of an issue, as far as it is made of declared keys: others may themselves be personal values. */
function pointerOf(model: CompiledModel, issue: StandardIssue, at: string): string {
  let pointer = at;
  let current: CompiledModel | undefined = model;
  for (const segment of issue.path ?? []) {
    const key: PropertyKey = typeof segment === 'object' ? segment.key : segment;
    if (typeof key === 'number') {
      pointer += `/${key}`;
      continue;
    }
    const field: CompiledField | undefined =
      typeof key === 'string' ? current?.byKey.get(key) : undefined;
    if (field === undefined) return pointer;
    pointer += `/${pointerKey(field.key)}`;
    current = field.nested?.model;
  }
  return pointer;
}
