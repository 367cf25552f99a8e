import type { CompiledField, CompiledModel } from '../../catalogue/catalogue.ts';
import type { ModelRef } from '../../declare/model.ts';
import { canGenerate } from '../minimise/can-generate.ts';
import { modelOfPrototype } from '../minimise/strays.ts';
import { relationOf } from '../minimise/unlisted.ts';
import { REDACTED } from './redacted.ts';

/** Looks up the declaration of a class. */
export type ModelOf = (ref: ModelRef) => CompiledModel | undefined;

/** Copies what is looked into: an object in a field that is not personal, the elements of a nested one. */
export interface Copier {
  copy(value: unknown): unknown;
  copyNested(nested: Nested, value: unknown): unknown;
}

/** How a field holds another model. */
export type Nested = NonNullable<CompiledField['nested']>;

/** Writes an element of a model for a log: personal fields say REDACTED, undeclared ones are gone. */
export type LogWriter = (element: object, copier: Copier) => object;

/** The writers of models; made once for each, at first use. */
export interface LogWriters {
  ofModel(model: CompiledModel): LogWriter;
  /** The writer of what has this prototype, where it belongs to a declared model or to a class beneath one. */
  ofPrototype(prototype: object): LogWriter | undefined;
}

/** Opens the writers of one catalogue: generated code where the runtime allows it, as for shapers, otherwise closures. */
export function logWriters(modelOf: ModelOf, generate = canGenerate()): LogWriters {
  const byModel = new WeakMap<CompiledModel, LogWriter>();
  const byPrototype = new WeakMap<object, LogWriter | typeof NONE>();
  const ofModel = (model: CompiledModel): LogWriter => {
    const known = byModel.get(model) ?? (generate ? generatedWriter : closureWriter)(model.fields);
    byModel.set(model, known);
    return known;
  };
  return {
    ofModel,
    ofPrototype: (prototype) => {
      let writer = byPrototype.get(prototype);
      if (writer === undefined) {
        const model = modelOfPrototype(prototype, modelOf);
        writer = model === undefined ? NONE : ofModel(model);
        byPrototype.set(prototype, writer);
      }
      return writer === NONE ? undefined : writer;
    },
  };
}

/** No model: remembered too, for most objects belong to none. */
const NONE = Symbol('no model');

function isHidden({ nested, category, subjectId }: CompiledField): boolean {
  return nested === undefined && (category !== undefined || subjectId);
}

function closureWriter(fields: readonly CompiledField[]): LogWriter {
  const kept = fields.map((field) => ({
    key: field.key,
    hidden: isHidden(field),
    nested: field.nested,
  }));
  return (element, copier) => {
    const copy: Record<string, unknown> = {};
    for (const { key, hidden, nested } of kept) {
      const held = nested === undefined ? Reflect.get(element, key) : relationOf(element, key);
      if (hidden) copy[key] = held === undefined || held === null ? undefined : REDACTED;
      else copy[key] = written(held, nested, copier);
    }
    return copy;
  };
}

/** The text is made of key names alone, each through JSON.stringify. */
function generatedWriter(fields: readonly CompiledField[]): LogWriter {
  const nested = fields.map((field) => field.nested);
  const members = fields.map((field, index) => {
    const key = JSON.stringify(field.key);
    return isHidden(field)
      ? `${key}: v[${key}] === undefined || v[${key}] === null ? undefined : redacted`
      : `${key}: written(${field.nested === undefined ? `v[${key}]` : `relationOf(v, ${key})`}, nested[${index}], copier)`;
  });
  const text = `return (v, copier) => ({ ${members.join(', ')} });`;
  const parts = { nested, written, relationOf, redacted: REDACTED };
  return new Function(...Object.keys(parts), text)(...Object.values(parts));
}

function written(held: unknown, nested: Nested | undefined, copier: Copier): unknown {
  if (nested !== undefined) return held === undefined ? undefined : copier.copyNested(nested, held);
  if (typeof held === 'function') return undefined;
  return typeof held === 'object' && held !== null ? copier.copy(held) : held;
}
