import type { FieldError } from '@lawful/core';

/** At most so many places are named. */
const NAMED = 20;

/** Positions in a list; a longer number may be the key of a map, and a telephone number. */
const POSITION = /^\d{1,4}$/;

/** Whether a part of a path is a position in a list. */
export function isPosition(part: string): boolean {
  return POSITION.test(part);
}

/** A JSON Pointer in a URI fragment (RFC 6901, 3 and 6). */
function pointerTo(path: readonly string[]): string {
  const parts = path.map((part) => part.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
  return ['#', ...parts.map(encodeURIComponent)].join('/');
}

/** What is said of a key that nobody declared: it is the sender's, and may itself be a personal value. */
export const UNDECLARED = 'an undeclared key';

/** Collects what is wrong with a request: each once, not too many, and at least one. */
export class FieldErrors {
  readonly #found = new Map<string, FieldError>();

  get isFull(): boolean {
    return this.#found.size >= NAMED;
  }

  add(path: readonly string[], detail: string): void {
    if (this.isFull) return;
    const pointer = pointerTo(path);
    this.#found.set(JSON.stringify([pointer, detail]), { pointer, detail });
  }

  list(): readonly FieldError[] {
    return this.#found.size === 0 ? [{ pointer: '#', detail: INVALID }] : [...this.#found.values()];
  }
}

/** What is said where no rule has a name. */
export const INVALID = 'is not valid';
