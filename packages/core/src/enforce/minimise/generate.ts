import { copyValue } from './copy-value.ts';
import { admits, elementOf, nestedReader, type Shaper, type ShaperOf } from './element.ts';
import type { PlannedField, ShapePlan } from './plan.ts';
import { isUnlisted } from './unlisted.ts';
import { descend } from './walk.ts';

/**
 * Generates the shaper of a plan. The text is made of key names alone, each through JSON.stringify; no value that
 * anybody sends ever becomes code.
 */
export function generateShaper(plan: ShapePlan, shaperOf: ShaperOf): Shaper {
  const nested = plan.fields.map((field) =>
    field.as === 'value' ? undefined : nestedReader(field.as, shaperOf(field.plan)),
  );
  const text = `return function shape(value, walk) {
    const v = elementOf(value, walk);
    ${plan.subjectIdKey === undefined ? '' : 'if (!admits(plan, v, walk)) return undefined;'}
    ${plan.recursive ? 'descend(walk);' : ''}
    ${plan.direction === 'out' ? literalOf(plan) : assignmentsOf(plan)}
    ${plan.recursive ? 'walk.depth--;' : ''}
    return shaped;
  };`;
  const parts = {
    plan,
    nested,
    elementOf,
    admits,
    descend,
    copyValue,
    isUnlisted,
    hasOwn: Object.hasOwn,
    getPrototypeOf: Object.getPrototypeOf,
    everybodys: Object.prototype,
  };
  return new Function(...Object.keys(parts), text)(...Object.values(parts));
}

/** Out: one literal with every key, so that all answers share one hidden class; absent fields are undefined and JSON leaves them out. */
function literalOf(plan: ShapePlan): string {
  const reads = plan.fields.map((field, index) => {
    const key = JSON.stringify(field.key);
    const read =
      field.as === 'value' ? `v[${key}]` : `isUnlisted(v, ${key}) ? undefined : v[${key}]`;
    return `const f${index} = ${read};`;
  });
  // Copied before the literal is made: a call in the middle of one makes all that follows it dearer.
  const copies = plan.fields.map(
    (field, index) => `const c${index} = ${expressionOf(field, index)};`,
  );
  const members = plan.fields.map((field, index) => `${JSON.stringify(field.key)}: c${index}`);
  return `${reads.join(' ')} ${copies.join(' ')} const shaped = { ${members.join(', ')} };`;
}

/**
 * In: only the keys that were really sent, so that "not given" stays different from "given as nothing". What a plain
 * object has under a key that Object.prototype lacks is its own, which asking for each key would take longer to find.
 */
function assignmentsOf(plan: ShapePlan): string {
  const lines = plan.fields.map((field, index) => {
    const key = JSON.stringify(field.key);
    return `if ((plain && everybodys[${key}] === undefined) || hasOwn(v, ${key})) {
      const f${index} = v[${key}];
      if (f${index} !== undefined) shaped[${key}] = ${expressionOf(field, index)};
    }`;
  });
  return `const plain = getPrototypeOf(v) === everybodys; const shaped = {}; ${lines.join(' ')}`;
}

function expressionOf(field: PlannedField, index: number): string {
  const read = `f${index}`;
  return field.as === 'value'
    ? `typeof ${read} === 'object' && ${read} !== null ? copyValue(${read}, walk) : ${read}`
    : `${read} === undefined ? undefined : nested[${index}](${read}, walk)`;
}
