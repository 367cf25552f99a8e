import type { FieldDeclaration, FieldDeclarations, ModelRef } from '../declare/model.ts';
import type { PolicyInput } from '../declare/policy-input.ts';
import type { CategoryId } from '../vocabulary/index.ts';
import { isSpecialCategory, resolve } from '../vocabulary/index.ts';
import type { CompiledField, CompiledModel, CompiledPurpose, FieldUse } from './catalogue.ts';
import { checkCommitments } from './check-category.ts';
import { listed } from './compile-purposes.ts';
import { compileUse } from './compile-use.ts';
import type { Report } from './model-finding.ts';

/** What the compilation of one field needs to know. */
export interface FieldContext {
  readonly policy: PolicyInput;
  readonly purposes: ReadonlyMap<string, CompiledPurpose>;
  /** Purposes of earlier and later versions: naming one is no mistake, and permits nothing in this version. */
  readonly ofOtherVersions: ReadonlySet<string>;
  /** The compiled model of a reference, compiled now if need be; undefined if it declares nothing. */
  readonly modelOf: (ref: ModelRef) => CompiledModel | undefined;
  readonly report: Report;
}

type Personal = Extract<FieldDeclaration, { kind: 'personal' }>;
type Nested = Extract<FieldDeclaration, { kind: 'nested' }>;

const RESERVED = ['__proto__', 'constructor', 'prototype'];

/**
 * One field, resolved. A field whose declaration does not hold is undefined, as if it were not declared: it is then
 * dropped wherever it turns up, also where the catalogue is loaded in spite of its errors.
 */
export function compileField(
  model: string,
  key: string,
  said: FieldDeclarations,
  context: FieldContext,
): CompiledField | undefined {
  const { report } = context;
  const path = `${model}.${key}`;
  if (RESERVED.includes(key)) {
    report('field-name-reserved', path, `${key} is a name that JavaScript reserves on objects.`);
    return undefined;
  }
  const contradiction = contradictionIn(said);
  if (contradiction !== undefined) {
    report('field-declared-twice', path, contradiction);
    return undefined;
  }
  const subjectId = said.some(({ kind }) => kind === 'subject-id');
  const bare = { key, path, subjectId, category: undefined, special: false, uses: NO_USES };
  const nested = said.find((each) => each.kind === 'nested');
  if (nested !== undefined) {
    const inner = compileNested(nested, path, context);
    if (inner === undefined) return undefined;
    return Object.freeze({ ...bare, nested: Object.freeze({ model: inner, as: nested.as }) });
  }
  const personal = said.filter((each) => each.kind === 'personal');
  if (personal.length === 0) return Object.freeze({ ...bare, nested: undefined });
  const category = categoryOf(personal, path, report);
  if (category === undefined) return undefined;
  checkCommitments(category, context.policy, path, report);
  const uses = compileUses(personal, category, path, context);
  if (uses === undefined) return undefined;
  const special = isSpecialCategory(category);
  return Object.freeze({ ...bare, category, special, uses, nested: undefined });
}

const NO_USES: readonly FieldUse[] = Object.freeze([]);

function contradictionIn(said: FieldDeclarations): string | undefined {
  const count = (kind: FieldDeclaration['kind']): number =>
    said.filter((each) => each.kind === kind).length;
  if (count('nested') > 1) return 'It is declared as nested more than once.';
  if (count('nested') > 0 && count('personal') > 0)
    return 'It is declared as personal and as nested.';
  if (count('nested') > 0 && count('subject-id') > 0)
    return 'It is declared as nested and as subject id.';
  if (count('not-personal') > 0 && count('personal') + count('nested') > 0) {
    return 'It is declared as personal and as not personal.';
  }
  return undefined;
}

function compileNested(
  nested: Nested,
  path: string,
  { modelOf, report }: FieldContext,
): CompiledModel | undefined {
  const ref = refOf(nested);
  const found = ref === undefined ? undefined : modelOf(ref);
  if (found === undefined) {
    report('nested-not-declared', path, 'What it nests is no declared model, or not defined yet.');
  }
  return found;
}

/** What the function names; undefined where it fails, as it does on a class that its module has not defined yet. */
function refOf(nested: Nested): ModelRef | undefined {
  try {
    return nested.model();
  } catch {
    return undefined;
  }
}

function categoryOf(
  personal: readonly Personal[],
  path: string,
  report: Report,
): CategoryId | undefined {
  const named = new Set(personal.flatMap(({ uses }) => uses.map(({ category }) => category)));
  const resolved = new Set<CategoryId>();
  for (const name of named) {
    const category = resolve(name, 'category');
    if (category === undefined) {
      report('category-unknown', path, `${name} is no category of the vocabulary.`);
      return undefined;
    }
    resolved.add(category);
  }
  if (resolved.size > 1) {
    report('field-declared-twice', path, `It has several categories: ${[...resolved].join(', ')}.`);
    return undefined;
  }
  return [...resolved][0];
}

function compileUses(
  personal: readonly Personal[],
  category: CategoryId,
  path: string,
  { purposes, ofOtherVersions, report }: FieldContext,
): readonly FieldUse[] | undefined {
  const uses = new Map<string, FieldUse>();
  for (const input of personal.flatMap((each) => each.uses)) {
    for (const id of listed(input.purpose)) {
      const purpose = purposes.get(id);
      if (purpose === undefined) {
        if (ofOtherVersions.has(id)) continue;
        report('purpose-not-in-policy', path, `The policy declares no purpose ${id}.`);
      } else if (uses.has(id)) {
        report('field-declared-twice', path, `Its purpose ${id} is declared more than once.`);
        return undefined;
      } else {
        uses.set(id, compileUse(input, category, purpose, path, report));
      }
    }
    if (listed(input.purpose).length === 0) {
      report('purpose-not-in-policy', path, 'It is declared as personal for no purpose.');
    }
  }
  return uses.size === 0 ? undefined : Object.freeze([...uses.values()]);
}
