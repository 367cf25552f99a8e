import { PrivacyError } from '../errors.ts';

/**
 * A deep copy that can no longer change; what the caller holds is neither frozen nor shared. Records of the copy
 * have no prototype, so that a foreign key such as `constructor` finds nothing. Only text, numbers, truth values,
 * lists and plain records can be copied; anything else is refused (`declaration-invalid`), because it could change.
 */
export function frozenCopy<T>(value: T, place: string): T {
  return copy(value, place, []) as T; // The copy has the structure of the original, member by member.
}

function copy(value: unknown, place: string, above: readonly object[]): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw notPlain(place);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) throw notPlain(place);
  const inside = [...above, value];
  if (Array.isArray(value)) {
    return Object.freeze(value.map((each, index) => copy(each, `${place}[${index}]`, inside)));
  }
  if (!isPlainRecord(value)) throw notPlain(place);
  const record: Record<string, unknown> = Object.create(null);
  for (const [key, each] of Object.entries(value)) {
    record[key] = copy(each, `${place}.${key}`, inside);
  }
  return Object.freeze(record);
}

/** Whether a value is a record without a class of its own. */
export function isPlainRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Compared by structure, not identity: records of another realm are records as well.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notPlain(place: string): PrivacyError {
  return new PrivacyError('declaration-invalid', {
    what: `${place} is not text, a number, a truth value, a list or a plain record`,
  });
}
