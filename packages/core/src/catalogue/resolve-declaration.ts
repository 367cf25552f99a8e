import type { FieldDeclarations, ModelDeclaration, ModelRef } from '../declare/model.ts';
import { declarationOf } from '../declare/registry.ts';

/** A model's declaration with what its classes inherit; undefined where neither it nor any class above declares anything. */
export interface ResolvedDeclaration extends ModelDeclaration {
  /** Keys that a class above declares as personal or nested, and this one as not personal. */
  readonly weakened: readonly string[];
}

/**
 * Adds what the classes above say, topmost first. What a subclass says of a key replaces what was said above, save
 * that the subject id stays one: an override must not make somebody's record nobody's.
 */
export function resolveDeclaration(ref: ModelRef): ResolvedDeclaration | undefined {
  const chain = lineage(ref).flatMap((each) => declarationOf(each) ?? []);
  const nearest = chain[0];
  if (nearest === undefined) return undefined;
  const fields = new Map<string, FieldDeclarations>();
  const weakened: string[] = [];
  for (const declaration of chain.toReversed()) {
    for (const [key, said] of declaration.fields) {
      const above = fields.get(key) ?? [];
      if (above.some(isPersonalOrNested) && !said.some(isPersonalOrNested)) weakened.push(key);
      const isId = said.some(({ kind }) => kind === 'subject-id');
      const kept = isId ? [] : above.filter(({ kind }) => kind === 'subject-id');
      fields.set(key, [...kept, ...said]);
    }
  }
  const dataSubject = chain.find((each) => each.dataSubject !== undefined)?.dataSubject;
  const schema = chain.find((each) => each.schema !== undefined)?.schema;
  return {
    name: ref.name,
    fields,
    weakened,
    ...(dataSubject === undefined ? {} : { dataSubject }),
    ...(schema === undefined ? {} : { schema }),
  };
}

function isPersonalOrNested({ kind }: FieldDeclarations[number]): boolean {
  return kind === 'personal' || kind === 'nested';
}

/** The class and those above it, nearest first; a model of `defineModel` alone. */
function lineage(ref: ModelRef): readonly ModelRef[] {
  const above: ModelRef[] = [ref];
  let current: unknown = Object.getPrototypeOf(ref);
  while (isClass(current) && current !== Function.prototype) {
    above.push(current);
    current = Object.getPrototypeOf(current);
  }
  return above;
}

function isClass(
  value: unknown,
): value is Extract<ModelRef, abstract new (...args: never[]) => object> {
  return typeof value === 'function';
}
