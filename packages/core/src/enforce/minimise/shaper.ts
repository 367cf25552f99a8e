import { canGenerate } from './can-generate.ts';
import { copyValue } from './copy-value.ts';
import { admits, elementOf, nestedReader, type Shaper, type ShaperOf } from './element.ts';
import { generateShaper } from './generate.ts';
import type { ShapePlan } from './plan.ts';
import { isUnlisted } from './unlisted.ts';
import { descend, refuse, type Walk } from './walk.ts';

/**
 * Shapers of plans, made on first use and kept. They are generated code where the runtime allows it, because a
 * literal of constant keys is what V8 copies and serialises fastest; otherwise closures that do the same.
 */
export function shapers(generate = canGenerate()): ShaperOf {
  const made = new Map<ShapePlan, Shaper>();
  const shaperOf: ShaperOf = (plan) => {
    const known = made.get(plan);
    if (known !== undefined) return known;
    // Set before it is made: a recursive plan finds itself.
    let real: Shaper | undefined;
    made.set(plan, (value, walk) => (real ?? refuse(walk))(value, walk));
    real = generate ? generateShaper(plan, shaperOf) : closureShaper(plan, shaperOf);
    made.set(plan, real);
    return real;
  };
  return shaperOf;
}

/** The same as generated code does, field by field. */
function closureShaper(plan: ShapePlan, shaperOf: ShaperOf): Shaper {
  const readers = plan.fields.map((field) => ({
    key: field.key,
    relation: field.as !== 'value',
    read: field.as === 'value' ? readValue : nestedReader(field.as, shaperOf(field.plan)),
  }));
  const own = plan.direction === 'in';
  return (value, walk) => {
    const source = elementOf(value, walk);
    if (!admits(plan, source, walk)) return undefined;
    if (plan.recursive) descend(walk);
    const shaped: Record<string, unknown> = {};
    for (const { key, relation, read } of readers) {
      if (own && !Object.hasOwn(source, key)) continue;
      if (!own && relation && isUnlisted(source, key)) continue;
      const held = source[key];
      if (held !== undefined) shaped[key] = read(held, walk);
    }
    if (plan.recursive) walk.depth--;
    return shaped;
  };
}

function readValue(value: unknown, walk: Walk): unknown {
  return typeof value === 'object' && value !== null ? copyValue(value, walk) : value;
}
