import { PrivacyError } from '../errors.ts';
import type { DataSubjectId } from '../vocabulary/index.ts';
import { METADATA } from './metadata-symbol.ts';
import type { FieldDeclaration, ModelDeclaration, ModelRef } from './model.ts';
import type { StandardSchemaV1 } from './standard-schema.ts';

/** A declaration while its decorators are still running. */
interface Draft {
  name?: string;
  dataSubject?: DataSubjectId;
  schema?: StandardSchemaV1;
  readonly fields: Map<string, FieldDeclaration[]>;
}

/** What all installed copies of core share. Its shape may never change: a new one takes a new key. */
interface Registry {
  readonly drafts: WeakMap<object, Draft>;
}

const KEY = Symbol.for('lawful.registry.v1');

/**
 * Where a declaration is kept: the class itself (legacy decorators), its metadata object (standard
 * decorators), or the token of `defineModel`.
 */
export type Owner = object;

/** Says something of one key; declarations add up, in the order in which they are said. */
export function declareField(owner: Owner, key: string, declaration: FieldDeclaration): void {
  const { fields } = draftOf(owner);
  const said = fields.get(key);
  if (said === undefined) fields.set(key, [declaration]);
  else said.push(declaration);
}

/** Says whose data the records of a model are; saying it twice, differently, is `declaration-invalid`. */
export function declareDataSubject(owner: Owner, term: DataSubjectId): void {
  const draft = draftOf(owner);
  if (draft.dataSubject !== undefined && draft.dataSubject !== term) {
    const what = `one model of two kinds of data subject, ${draft.dataSubject} and ${term}`;
    throw new PrivacyError('declaration-invalid', { what });
  }
  draft.dataSubject = term;
}

/** Says what `defineModel` says besides its fields; also makes a model without any field a declared one. */
export function declareModel(
  owner: Owner,
  name: string,
  schema: StandardSchemaV1 | undefined,
): void {
  const draft = draftOf(owner);
  draft.name = name;
  if (schema !== undefined) draft.schema = schema;
}

/** What a class or a `defineModel` call declares by itself, without what it inherits; undefined for nothing. */
export function declarationOf(ref: ModelRef): ModelDeclaration | undefined {
  const drafts = ownersOf(ref).flatMap((owner) => registry().drafts.get(owner) ?? []);
  if (drafts.length === 0) return undefined;
  const fields = new Map<string, readonly FieldDeclaration[]>();
  for (const draft of drafts) {
    for (const [key, said] of draft.fields) fields.set(key, [...(fields.get(key) ?? []), ...said]);
  }
  const dataSubject = drafts.find((each) => each.dataSubject !== undefined)?.dataSubject;
  const schema = drafts.find((each) => each.schema !== undefined)?.schema;
  return {
    name: drafts.find((each) => each.name !== undefined)?.name ?? ref.name,
    fields,
    ...(dataSubject === undefined ? {} : { dataSubject }),
    ...(schema === undefined ? {} : { schema }),
  };
}

/** Whether a class or model declares anything by itself. */
export function isDeclared(ref: ModelRef): boolean {
  return ownersOf(ref).some((owner) => registry().drafts.has(owner));
}

function ownersOf(ref: ModelRef): readonly Owner[] {
  if (typeof ref !== 'function' || !Object.hasOwn(ref, METADATA)) return [ref];
  const metadata: unknown = Reflect.get(ref, METADATA);
  return typeof metadata === 'object' && metadata !== null ? [ref, metadata] : [ref];
}

function draftOf(owner: Owner): Draft {
  const { drafts } = registry();
  const known = drafts.get(owner);
  if (known !== undefined) return known;
  const draft: Draft = { fields: new Map() };
  drafts.set(owner, draft);
  return draft;
}

function registry(): Registry {
  const shared: unknown = Reflect.get(globalThis, KEY);
  if (isRegistry(shared)) return shared;
  if (shared !== undefined) {
    throw new PrivacyError('declaration-invalid', {
      what: 'something else holds the place of the shared registry, Symbol.for("lawful.registry.v1")',
    });
  }
  const created: Registry = Object.freeze({ drafts: new WeakMap<object, Draft>() });
  Object.defineProperty(globalThis, KEY, { value: created });
  return created;
}

function isRegistry(value: unknown): value is Registry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'drafts' in value &&
    value.drafts instanceof WeakMap
  );
}
