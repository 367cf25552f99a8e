import type { CompiledModel } from '../../catalogue/catalogue.ts';
import { redactedLine } from './json-line.ts';
import { readLeaves } from './leaves.ts';
import { withheld } from './redacted.ts';
import { createSearch, type Search } from './search.ts';

/** More values than this in one unit of work, and texts are withheld whole rather than searched. */
export const SIGHTING_LIMIT = 20_000;

/** The personal values that one unit of work has seen. Noting them costs a push; they are looked into only when a text leaves. */
export interface Sightings {
  /** Notes that `value` holds personal data by the declarations of `model`. It is read when the first text leaves. */
  note(model: CompiledModel, value: unknown): void;
  /** Notes one personal value, or everything in an object or list. */
  noteValue(value: unknown): void;
  /** `text` without any sighted value, in whichever form it is written. */
  redact(text: string): string;
  /** The same for one line of JSON, which stays JSON: its strings are searched, its numbers compared. */
  redactJson(line: string): string;
}

/** An empty set of sightings. */
export function createSightings(): Sightings {
  return new NotedSightings();
}

/** What is written instead of a text that cannot be searched. */
const UNSEARCHED = withheld('too many personal values to search for');

/** What was noted, and what was noted before it. */
interface Note {
  readonly model: CompiledModel | undefined;
  readonly value: unknown;
  readonly before: Note | undefined;
}

/** A class, for one is made with every request: its methods are made once. A chain, for most requests note two or three. */
class NotedSightings implements Sightings {
  /** The last one that was not looked into yet. */
  #last: Note | undefined;
  #count = 0;
  #whole = true;
  #values: Set<string> | undefined;
  #search: Search | undefined;

  note(model: CompiledModel | undefined, value: unknown): void {
    if (value === undefined || value === null) return;
    if (this.#count++ < SIGHTING_LIMIT) this.#last = { model, value, before: this.#last };
    else this.#whole = false;
  }

  noteValue(value: unknown): void {
    this.note(undefined, value);
  }

  redact(text: string): string {
    if (this.#count === 0) return text;
    const search = this.#searchable();
    return search === undefined ? UNSEARCHED : search.redact(text);
  }

  redactJson(line: string): string {
    if (this.#count === 0) return line;
    const search = this.#searchable();
    if (search === undefined) return `${JSON.stringify({ msg: UNSEARCHED })}${lineEndOf(line)}`;
    const places = search.places(line);
    if (places.length === 0) return line;
    if (!/^\s*[{["]/.test(line)) return search.redact(line);
    return redactedLine(line, places, search, (number) => this.#values?.has(number) === true);
  }

  /** The search for everything noted so far; `undefined` where there is too much to search for. */
  #searchable(): Search | undefined {
    this.#values ??= new Set();
    this.#search ??= createSearch();
    const [values, search] = [this.#values, this.#search];
    const take = (leaf: string): boolean => {
      if (values.has(leaf)) return true;
      if (values.size >= SIGHTING_LIMIT) return false;
      values.add(leaf);
      search.add(leaf);
      return true;
    };
    while (this.#last !== undefined && this.#whole) {
      const { model, value, before } = this.#last;
      // Taken off first: a getter that is read may note something itself.
      this.#last = before;
      if (!readLeaves(model, value, take)) this.#whole = false;
    }
    return this.#whole ? search : undefined;
  }
}

function lineEndOf(line: string): string {
  return line.endsWith('\n') ? '\n' : '';
}
