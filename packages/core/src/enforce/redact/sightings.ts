import type { CompiledModel } from '../../catalogue/catalogue.ts';
import { readLeaves } from './leaves.ts';
import { needlesOf } from './needles.ts';
import { REDACTED, withheld } from './redacted.ts';
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

/** A class, for one is made with every request: its methods are made once. */
class NotedSightings implements Sightings {
  /** Models and values in turn. */
  readonly #noted: (readonly [CompiledModel | undefined, unknown])[] = [];
  #read = 0;
  #whole = true;
  #values: Set<string> | undefined;
  #search: Search | undefined;

  note(model: CompiledModel | undefined, value: unknown): void {
    if (value === undefined || value === null) return;
    if (this.#noted.length < SIGHTING_LIMIT) this.#noted.push([model, value]);
    else this.#whole = false;
  }

  noteValue(value: unknown): void {
    this.note(undefined, value);
  }

  redact(text: string): string {
    if (this.#noted.length === 0) return text;
    const search = this.#searchable();
    return search === undefined ? UNSEARCHED : search.redact(text);
  }

  redactJson(line: string): string {
    if (this.#noted.length === 0) return line;
    const search = this.#searchable();
    if (search === undefined) return `${JSON.stringify({ msg: UNSEARCHED })}${lineEndOf(line)}`;
    if (!search.mentions(line)) return line;
    if (!/^\s*[{["]/.test(line)) return search.redact(line);
    return line.replace(JSON_TOKEN, (token) => {
      if (token.startsWith('"')) return redactedString(token, search);
      return this.#values?.has(token) ? `"${REDACTED}"` : token;
    });
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
      search.add(needlesOf(leaf));
      return true;
    };
    while (this.#read < this.#noted.length && this.#whole) {
      const [model, value] = this.#noted[this.#read++] ?? [];
      if (!readLeaves(model, value, take)) this.#whole = false;
    }
    return this.#whole ? search : undefined;
  }
}

/** A string or a number of a JSON text. */
const JSON_TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/** A string is read before it is searched: a place that begins inside an escape would leave half of it behind. */
function redactedString(token: string, search: Search): string {
  const text = textOf(token);
  if (text === undefined) return JSON.stringify(search.redact(token));
  const redacted = search.redact(text);
  return redacted === text ? token : JSON.stringify(redacted);
}

function textOf(token: string): string | undefined {
  if (!token.includes('\\')) return token.slice(1, -1);
  try {
    return String(JSON.parse(token));
  } catch {
    return undefined;
  }
}

function lineEndOf(line: string): string {
  return line.endsWith('\n') ? '\n' : '';
}
