import type { Redactor } from '@lawful/core';
import { isError, toldError } from './told-error.ts';

/** What stands in for something that throws when it is read. */
export const UNREADABLE = 'REDACTED: it cannot be read';

/** A value as it may be logged, after both nets: a copy, unless it is a primitive. Errors stay errors. Never throws. */
export function loggedValue(value: unknown, redactor: Redactor): unknown {
  try {
    if (isError(value)) return toldError(redactor.error(value));
    return searched(redactor.declared(value), (text) => redactor.text(text));
  } catch {
    return UNREADABLE;
  }
}

/**
 * The sighted net on every text in a value that went through the declared net; which leaves no classes but these, no
 * circles and no great depth.
 */
function searched(value: unknown, text: (text: string) => string): unknown {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
    case 'bigint':
    case 'symbol':
      return unlessFound(value, String(value), text);
    case 'function':
      return `[Function: ${text(value.name)}]`;
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      return value === null ? null : searchedObject(value, text);
  }
}

function searchedObject(value: object, text: (text: string) => string): unknown {
  const inside = (held: unknown): unknown => searched(held, text);
  if (Array.isArray(value)) return Array.from(value, inside);
  if (value instanceof Map) {
    return new Map([...value].map(([key, held]) => [inside(key), inside(held)]));
  }
  if (value instanceof Set) return new Set([...value].map(inside));
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? value : unlessFound(value, value.toISOString(), text);
  }
  // Entries define keys, they do not assign them: `__proto__` stays a key.
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [text(key), inside(held)]));
}

function unlessFound(value: unknown, picture: string, text: (text: string) => string): unknown {
  const shown = text(picture);
  return shown === picture ? value : shown;
}
