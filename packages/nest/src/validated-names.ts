/**
 * The names of all properties for which class-validator has a rule. It keeps them in one global, so that its copies in a
 * process share them; read there, they need no dependency. `undefined` where another validator is used.
 */
export function validatedNames(): ReadonlySet<string> | undefined {
  const byClass = memberOf(Reflect.get(globalThis, 'classValidatorMetadataStorage'), RULES);
  if (!(byClass instanceof Map)) return undefined;
  const names = new Set<string>();
  for (const rules of byClass.values()) {
    if (!Array.isArray(rules)) continue;
    for (const rule of rules) {
      const name = memberOf(rule, 'propertyName');
      if (typeof name === 'string') names.add(name);
    }
  }
  return names;
}

/** Where class-validator (0.12 and later) holds its rules. */
const RULES = 'validationMetadatas';

function memberOf(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}
