import type { ModelRef } from '../../declare/model.ts';
import { PrivacyError } from '../../errors.ts';
import type { ExportedModel } from './selection.ts';

/** Values as JSON holds them. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What copying the values of one record needs to know. */
export interface RecordReader {
  /** Whose data is exported: a record of anybody else stops the export. */
  readonly subject: string;
  /** The selected part of a declared class, for instances found where a plain value was declared. */
  readonly selected: (ref: ModelRef) => ExportedModel | undefined;
  /** Whether a class is a declared model. */
  readonly isModel: (ref: ModelRef) => boolean;
}

/** Deeper than this, a record is refused. */
const DEPTH_LIMIT = 64;

/**
 * The exported values of one record, copied as JSON holds them; `undefined` where it holds none that are personal, so
 * that a record kept for a hidden purpose alone leaves no trace, not even an empty place in a list. Throws
 * `subject-mismatch` for another subject's record and `response-shape-mismatch` for what cannot be written down.
 */
export function valuesOf(
  record: unknown,
  exported: ExportedModel,
  reader: RecordReader,
  depth = 0,
): { readonly [key: string]: JsonValue } | undefined {
  const source = elementOf(record, exported, depth);
  checkSubject(source, exported, reader.subject, depth > 0);
  const values: Record<string, JsonValue> = Object.create(null);
  let personal = false;
  for (const { field, nested } of exported.fields) {
    const held: unknown = Reflect.get(source, field.key);
    if (held === undefined) continue;
    const value =
      nested === undefined || held === null
        ? plain(held, reader, depth + 1, field.path)
        : nestedValues(held, field.nested?.as ?? 'one', nested, reader, depth + 1);
    if (value === undefined) continue;
    values[field.key] = value;
    if (value !== null && (field.category !== undefined || nested !== undefined)) personal = true;
  }
  return personal ? values : undefined;
}

/**
 * Refuses a record of another subject, or one that does not say whose it is (Art. 5(1)(f), 15(4)); what is nested in
 * the subject's own record may leave it unsaid.
 */
function checkSubject(
  source: object,
  { model }: ExportedModel,
  subject: string,
  nested: boolean,
): void {
  if (model.subjectIdKey === undefined) return;
  const held: unknown = Reflect.get(source, model.subjectIdKey);
  const unsaid = held === undefined || held === null;
  if (unsaid ? !nested : String(held) !== subject) {
    throw new PrivacyError('subject-mismatch', { what: model.name });
  }
}

function nestedValues(
  held: unknown,
  as: 'one' | 'array' | 'map',
  exported: ExportedModel,
  reader: RecordReader,
  depth: number,
): JsonValue | undefined {
  if (as === 'one') return valuesOf(held, exported, reader, depth);
  if (as === 'array') {
    if (!Array.isArray(held)) throw mismatch(exported.model.name);
    const items = held.flatMap((item: unknown) =>
      item === null || item === undefined ? [] : (valuesOf(item, exported, reader, depth) ?? []),
    );
    return items.length === 0 ? undefined : items;
  }
  const entries: Iterable<readonly [unknown, unknown]> =
    held instanceof Map ? held : Object.entries(elementOf(held, exported, depth));
  const values: Record<string, JsonValue> = Object.create(null);
  for (const [key, item] of entries) {
    if (item === null || item === undefined) continue;
    const value = valuesOf(item, exported, reader, depth);
    if (value !== undefined) values[String(key)] = value;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

/** A value of a declared field, as JSON holds it; `undefined` for what is not data. Nothing is lost on the way. */
function plain(
  value: unknown,
  reader: RecordReader,
  depth: number,
  path: string,
): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // JSON has no word for these; null would say that nothing was held.
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return String(value);
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined;
    case 'object':
      return value === null ? null : plainObject(value, reader, depth, path);
  }
}

function plainObject(
  value: object,
  reader: RecordReader,
  depth: number,
  path: string,
): JsonValue | undefined {
  if (depth > DEPTH_LIMIT) throw mismatch(path);
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  }
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  const inside = (item: unknown): JsonValue | undefined => plain(item, reader, depth + 1, path);
  if (Array.isArray(value)) return value.map((item: unknown) => inside(item) ?? null);
  if (value instanceof Set) return [...value].map((item: unknown) => inside(item) ?? null);
  const model = modelOf(value, reader);
  if (model !== undefined) {
    const selected = reader.selected(model);
    return selected === undefined ? undefined : valuesOf(value, selected, reader, depth + 1);
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return inside(value.toJSON());
  // A value that is still to come would be written as an empty object.
  if ('then' in value && typeof value.then === 'function') throw mismatch(path);
  const entries = value instanceof Map ? value : Object.entries(value);
  const copy: Record<string, JsonValue> = Object.create(null);
  for (const [key, item] of entries) {
    const copied = inside(item);
    if (copied !== undefined) copy[String(key)] = copied;
  }
  return copy;
}

function modelOf(value: object, { isModel }: RecordReader): ModelRef | undefined {
  const ref: unknown = value.constructor;
  if (typeof ref !== 'function' || ref === Object) return undefined;
  // A function found as `constructor` of an object is a class as far as the catalogue is concerned.
  const model = ref as unknown as ModelRef;
  return isModel(model) ? model : undefined;
}

function elementOf(value: unknown, { model }: ExportedModel, depth: number): object {
  const wrong =
    typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Map;
  if (wrong || depth > DEPTH_LIMIT || ('then' in value && typeof value.then === 'function')) {
    throw mismatch(model.name);
  }
  return value;
}

function mismatch(what: string): PrivacyError {
  return new PrivacyError('response-shape-mismatch', { what });
}
