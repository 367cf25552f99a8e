/**
 * Whether an object has a property of its own that whatever walks the object passes over, JSON included. So mappers keep
 * relations that they load when they are read: whether to load is the application's decision, and no answer of ours.
 */
export function isUnlisted(source: object, key: string): boolean {
  // Mappers make instances; a plain object, as most are, is not asked, for asking takes longer than reading.
  if (Object.getPrototypeOf(source) === Object.prototype) return false;
  return !isEnumerable.call(source, key) && Object.hasOwn(source, key);
}

/** The relation that an object holds under a key; `undefined` where reading it might load it. */
export function relationOf(source: object, key: string): unknown {
  return isUnlisted(source, key) ? undefined : Reflect.get(source, key);
}

const isEnumerable = Object.prototype.propertyIsEnumerable;
