import { PrivacyError } from '../errors.ts';
import type { DataSubjectId } from '../vocabulary/index.ts';
import { isPlainRecord } from './frozen-copy.ts';
import type { DefinedModel, FieldDeclaration } from './model.ts';
import { declareDataSubject, declareField, declareModel } from './registry.ts';
import type { StandardSchemaV1 } from './standard-schema.ts';

/** What is said of one field: one declaration, or several that add up. */
export type FieldSpec<P extends string = string> =
  | FieldDeclaration<P>
  | readonly FieldDeclaration<P>[];

/** What a Standard Schema validates to. */
export type OutputOf<S extends StandardSchemaV1> = NonNullable<S['~standard']['types']>['output'];

/** The string keys of a type, of every member of a union. */
export type KeysOf<T> = T extends T ? Extract<keyof T, string> : never;

/** Fields of a model made from a Standard Schema: only keys that the schema puts out. */
export interface SchemaModelInput<P extends string, S extends StandardSchemaV1> {
  readonly dataSubject?: DataSubjectId;
  readonly schema: S;
  readonly fields: { readonly [K in KeysOf<OutputOf<NoInfer<S>>>]?: FieldSpec<P> };
}

/** Fields of a model of plain objects. */
export interface PlainModelInput<P extends string, K extends string> {
  readonly dataSubject?: DataSubjectId;
  readonly schema?: undefined;
  readonly fields: { readonly [key in K]: FieldSpec<P> };
}

/** `defineModel`, for the purposes of one policy. */
export interface DefineModel<P extends string> {
  <const S extends StandardSchemaV1>(
    name: string,
    input: SchemaModelInput<P, S>,
  ): DefinedModel<OutputOf<S>>;
  <const K extends string>(
    name: string,
    input: PlainModelInput<P, K>,
  ): DefinedModel<{ readonly [key in K]?: unknown }>;
}

/** What both shapes of input have in common. */
interface AnyModelInput {
  readonly dataSubject?: DataSubjectId;
  readonly schema?: StandardSchemaV1 | undefined;
  readonly fields: object;
}

/**
 * Declares the shape of plain objects, without decorators; with a Standard Schema, also of what comes in.
 * Throws `declaration-invalid` for a name or fields that cannot be read.
 *
 * @example
 * const Lead = defineModel('Lead', {
 *   dataSubject: 'dpv:Customer',
 *   fields: { id: subjectId(), email: personal({ category: 'email', purpose: 'newsletter' }) },
 * });
 */
export function defineModel(name: string, input: AnyModelInput): DefinedModel<never> {
  if (name === '') throw new PrivacyError('declaration-invalid', { what: 'a model has no name' });
  // `{ __proto__: … }` in a literal declares no field: it replaces the prototype.
  if (!isPlainRecord(input.fields)) {
    throw new PrivacyError('declaration-invalid', { what: `the fields of ${name} are no record` });
  }
  const model: DefinedModel<never> = Object.freeze({ kind: 'lawful.model', name });
  declareModel(model, name, input.schema);
  if (input.dataSubject !== undefined) declareDataSubject(model, input.dataSubject);
  for (const [key, spec] of Object.entries(input.fields)) {
    for (const declaration of declarationsIn(spec)) {
      if (!isFieldDeclaration(declaration)) {
        throw new PrivacyError('declaration-invalid', {
          what: `${name}.${key} is not personal(), nested(), subjectId() or notPersonal()`,
        });
      }
      declareField(model, key, declaration);
    }
  }
  return model;
}

function declarationsIn(spec: unknown): readonly unknown[] {
  return Array.isArray(spec) ? spec : [spec];
}

function isFieldDeclaration(value: unknown): value is FieldDeclaration {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  switch (value.kind) {
    case 'subject-id':
    case 'not-personal':
      return true;
    case 'personal':
      return 'uses' in value && Array.isArray(value.uses);
    case 'nested':
      return 'model' in value && typeof value.model === 'function' && 'as' in value;
    default:
      return false;
  }
}
