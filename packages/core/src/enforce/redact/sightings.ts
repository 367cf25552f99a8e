import type { CompiledModel } from '../../catalogue/catalogue.ts';
import { formsOf } from './forms.ts';

/** What stands in for a personal value; the word of OpenTelemetry's semantic conventions. */
export const REDACTED = 'REDACTED';

/** More values than this in one unit of work, and texts are withheld whole rather than searched. */
export const SIGHTING_LIMIT = 20_000;

/** The personal values that one unit of work has seen. Noting them costs a push; they are looked into only when a text leaves. */
export interface Sightings {
  /** Notes that `value` holds personal data by the declarations of `model`. */
  note(model: CompiledModel, value: unknown): void;
  /** Notes one personal value. */
  noteValue(value: unknown): void;
  /** `text` without any sighted value, in whichever form it is written. */
  redact(text: string): string;
  /** The same for one line of JSON, which stays JSON: strings are searched, numbers compared. */
  redactJson(line: string): string;
}

/** An empty set of sightings. */
export function createSightings(): Sightings {
  const noted: (readonly [CompiledModel | undefined, unknown])[] = [];
  const values = new Set<string>();
  let read = 0;
  let forms: readonly string[] = [];
  const refresh = (): void => {
    if (read === noted.length) return;
    while (read < noted.length && values.size <= SIGHTING_LIMIT) {
      const [model, value] = noted[read++] ?? [undefined, undefined];
      if (model === undefined) addLeaves(value, values);
      else addModel(model, value, values, 0);
    }
    // Longest first: a value inside another must not leave the rest of the longer one behind.
    forms = [...new Set([...values].flatMap(formsOf))].sort((a, b) => b.length - a.length);
  };
  const search = (text: string): string => {
    if (values.size > SIGHTING_LIMIT) return TOO_MANY;
    return forms.length === 0 ? text : replaceAll(text, forms);
  };
  return {
    note: (model, value) => void noted.push([model, value]),
    noteValue: (value) => void noted.push([undefined, value]),
    redact: (text) => {
      refresh();
      return search(text);
    },
    redactJson: (line) => {
      refresh();
      if (search(line) === line) return line;
      return line.replace(JSON_TOKEN, (token) =>
        token.startsWith('"')
          ? `"${search(token.slice(1, -1))}"`
          : values.has(token)
            ? `"${REDACTED}"`
            : token,
      );
    },
  };
}

const TOO_MANY = `${REDACTED}: too many personal values to search for`;

/** A string or a number of a JSON text. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** How deep plain values are searched for personal leaves. */
const LEAF_DEPTH = 8;

function addModel(model: CompiledModel, value: unknown, values: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > LEAF_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value) addModel(model, item, values, depth);
    return;
  }
  for (const field of model.fields) {
    const held: unknown = Reflect.get(value, field.key);
    if (held === undefined || held === null) continue;
    if (field.nested !== undefined) {
      const inner = held instanceof Map || field.nested.as === 'map' ? entriesOf(held) : held;
      addModel(field.nested.model, inner, values, depth + 1);
    } else if (field.category !== undefined || field.subjectId) {
      addLeaves(held, values);
    }
  }
}

function addLeaves(value: unknown, values: Set<string>, depth = 0): void {
  switch (typeof value) {
    case 'string':
      if (value !== '') values.add(value);
      return;
    case 'number':
    case 'bigint':
      values.add(String(value));
      return;
    case 'object':
      if (value === null || depth > LEAF_DEPTH) return;
      if (value instanceof Date) values.add(dateText(value)).add(dateText(value).slice(0, 10));
      else if (!ArrayBuffer.isView(value)) {
        for (const item of entriesOf(value)) addLeaves(item, values, depth + 1);
      }
      return;
    default:
  }
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString();
}

function entriesOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
}

function replaceAll(text: string, forms: readonly string[]): string {
  const lower = text.toLowerCase();
  // Lower-casing can change the length of a few letters (İ); positions would shift, so compare as written then.
  let searched = lower.length === text.length ? lower : text;
  let left = text;
  for (const form of forms) {
    let at = find(searched, form, 0);
    while (at !== -1) {
      left = left.slice(0, at) + REDACTED + left.slice(at + form.length);
      searched = searched.slice(0, at) + BLANK + searched.slice(at + form.length);
      at = find(searched, form, at + REDACTED.length);
    }
  }
  return left;
}

/** As long as REDACTED, and found in no value: what is redacted already is not searched again. */
const BLANK = '\u0000'.repeat(REDACTED.length);

/** A short value would be found inside every other word, so it counts only where it stands by itself. */
const SHORT = 4;

/** Digits alone would be found inside every longer number, too. */
const ONLY_DIGITS = /^[0-9]+$/;

function find(text: string, form: string, from: number): number {
  let at = text.indexOf(form, from);
  if (form.length >= SHORT && !ONLY_DIGITS.test(form)) return at;
  while (at !== -1 && (isWordAt(text, at - 1) || isWordAt(text, at + form.length))) {
    at = text.indexOf(form, at + 1);
  }
  return at;
}

function isWordAt(text: string, at: number): boolean {
  const char = text[at];
  return char !== undefined && /[\p{L}\p{N}_]/u.test(char);
}
