import type { CompiledModel } from '../../catalogue/catalogue.ts';
import { relationOf } from '../minimise/unlisted.ts';
import { DEPTH_LIMIT } from '../minimise/walk.ts';

/** Takes one personal value; returns false when no more can be taken. */
export type TakeLeaf = (leaf: string) => boolean;

/** How many objects are looked into before a value counts as endless. */
const VISITS = 200_000;

/** Thrown where a value cannot be read to its end. */
class Endless extends Error {}

/**
 * Reads the personal values out of what holds them: by the fields of a model, or every value where none is given.
 * Returns false where it could not read all of them: too many, too deep, circular, or a getter that throws.
 */
export function readLeaves(
  model: CompiledModel | undefined,
  value: unknown,
  take: TakeLeaf,
): boolean {
  const reading = new Reading(take);
  try {
    if (model === undefined) reading.all(value, 0);
    else reading.declared(model, value, 0);
    return true;
  } catch {
    return false;
  }
}

/** One reading, with its own bounds. */
class Reading {
  readonly #take: TakeLeaf;
  #visits = 0;

  constructor(take: TakeLeaf) {
    this.#take = take;
  }

  declared(model: CompiledModel, value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null) {
      // Not what is declared, but given where personal data belong.
      this.all(value, depth);
      return;
    }
    this.#visit(depth);
    if (Array.isArray(value) || value instanceof Set) {
      for (const item of value) this.declared(model, item, depth + 1);
      return;
    }
    for (const field of model.fields) {
      const held =
        field.nested === undefined ? Reflect.get(value, field.key) : relationOf(value, field.key);
      if (held === undefined || held === null) continue;
      if (field.nested !== undefined) {
        const inner = field.nested.as === 'map' ? itemsOf(Object(held)) : held;
        this.declared(field.nested.model, inner, depth + 1);
      } else if (field.category !== undefined || field.subjectId) {
        this.all(held, depth + 1);
      }
    }
  }

  all(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.#leaf(value);
        return;
      case 'number':
      case 'bigint':
        this.#leaf(String(value));
        return;
      case 'object':
        if (value === null) return;
        if (value instanceof Date) {
          this.#date(value);
          return;
        }
        // Bytes are told in no text: see the declared net.
        if (ArrayBuffer.isView(value)) return;
        this.#visit(depth);
        for (const item of itemsOf(value)) this.all(item, depth + 1);
        return;
      case 'boolean':
      case 'symbol':
      case 'undefined':
      case 'function':
        return;
    }
  }

  #date(date: Date): void {
    const time = date.getTime();
    if (Number.isNaN(time)) return;
    const text = date.toISOString();
    this.#leaf(text);
    this.#leaf(text.slice(0, 10));
    this.#leaf(String(time));
  }

  #leaf(leaf: string): void {
    if (!this.#take(leaf)) throw new Endless();
  }

  #visit(depth: number): void {
    if (depth > DEPTH_LIMIT || ++this.#visits > VISITS) throw new Endless();
  }
}

function itemsOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
}
