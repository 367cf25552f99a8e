import type { ModelRef } from '../declare/model.ts';
import { resolve } from '../vocabulary/index.ts';
import type { CompiledField, CompiledModel } from './catalogue.ts';
import { compileField, type FieldContext } from './compile-field.ts';
import { frozenMap } from './frozen-map.ts';
import { type ResolvedDeclaration, resolveDeclaration } from './resolve-declaration.ts';

type Draft = { -readonly [K in keyof CompiledModel]: CompiledModel[K] };

/** The models listed and all that they nest, compiled; each once, however they refer to each other. */
export function compileModels(
  models: readonly ModelRef[],
  context: Omit<FieldContext, 'modelOf'>,
): ReadonlyMap<ModelRef, CompiledModel> {
  const { report } = context;
  const compiled = new Map<ModelRef, CompiledModel>();
  const modelOf = (ref: ModelRef): CompiledModel | undefined => {
    if (!isModelRef(ref)) return undefined;
    const known = compiled.get(ref);
    if (known !== undefined) return known;
    const declaration = resolveDeclaration(ref);
    if (declaration === undefined) return undefined;
    const draft: Draft = emptyModel(ref, declaration);
    // Known before its fields are compiled, so that a model may nest itself.
    compiled.set(ref, draft);
    fill(draft, declaration, { ...context, modelOf });
    return Object.freeze(draft);
  };
  for (const ref of models) {
    if (modelOf(ref) === undefined) {
      report(
        'model-not-declared',
        nameOf(ref),
        'Nothing is declared of it, nor of a class above it.',
      );
    }
  }
  reportDuplicateNames([...compiled.values()], report);
  return frozenMap(compiled);
}

function emptyModel(ref: ModelRef, declaration: ResolvedDeclaration): CompiledModel {
  const { name, schema } = declaration;
  const dataSubject =
    declaration.dataSubject === undefined
      ? undefined
      : resolve(declaration.dataSubject, 'data-subject');
  return { name, ref, dataSubject, subjectIdKey: undefined, fields: [], byKey: new Map(), schema };
}

function fill(draft: Draft, declaration: ResolvedDeclaration, context: FieldContext): void {
  const { report } = context;
  const { name, dataSubject } = declaration;
  if (dataSubject !== undefined && draft.dataSubject === undefined) {
    report('term-unknown', name, `${dataSubject} is no data subject of the vocabulary.`);
  }
  const fields: CompiledField[] = [];
  for (const [key, said] of declaration.fields) {
    if (declaration.weakened.includes(key)) {
      const message = 'A class above declares it as personal or nested, this one does not.';
      report('field-declared-twice', `${name}.${key}`, message);
      continue;
    }
    const field = compileField(name, key, said, context);
    if (field !== undefined) fields.push(field);
  }
  const ids = fields.filter((field) => field.subjectId);
  if (ids.length > 1) {
    const keys = ids.map(({ key }) => key).join(', ');
    report('several-subject-ids', name, `It has several subject ids: ${keys}.`);
  }
  draft.subjectIdKey = ids.length === 1 ? ids[0]?.key : undefined;
  draft.fields = Object.freeze(fields);
  draft.byKey = frozenMap(fields.map((field) => [field.key, field]));
}

function reportDuplicateNames(
  models: readonly CompiledModel[],
  report: FieldContext['report'],
): void {
  const seen = new Set<string>();
  for (const { name } of models) {
    if (seen.has(name)) report('model-name-duplicate', name, 'Several models have this name.');
    seen.add(name);
  }
}

/** Whether something named as a model can be one; a function of the application may return anything. */
function isModelRef(value: unknown): value is ModelRef {
  if (typeof value === 'function') return true;
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'lawful.model'
  );
}

function nameOf(ref: unknown): string {
  return isModelRef(ref) ? ref.name : String(typeof ref);
}
