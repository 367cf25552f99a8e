import type {
  Catalogue,
  CompiledField,
  CompiledModel,
  FieldUse,
} from '../../catalogue/catalogue.ts';
import type { ModelRef } from '../../declare/model.ts';
import { type CategoryId, mainLegalBasis } from '../../vocabulary/index.ts';

/** Art. 15 or Art. 20: two projections of the same data. */
export type ExportScope = 'access' | 'portability';

/** A field that is exported, with those of its uses that may be named. */
export interface ExportedField {
  readonly field: CompiledField;
  /** Empty for the subject id and for nested models. */
  readonly uses: readonly FieldUse[];
  readonly nested: ExportedModel | undefined;
}

/** What is exported of one model. */
export interface ExportedModel {
  readonly model: CompiledModel;
  readonly fields: readonly ExportedField[];
}

/** What is exported in one scope: the same for every subject, because it depends on declarations alone. */
export interface Selection {
  readonly scope: ExportScope;
  /** The selected part of a model; `undefined` where nothing of it is exported, so that it is not even asked for. */
  of(ref: ModelRef): ExportedModel | undefined;
}

/** Makes the selection of a scope. */
export function selectionOf(catalogue: Catalogue, scope: ExportScope): Selection {
  const made = new Map<CompiledModel, Draft>();
  const select = (model: CompiledModel): Draft => {
    const known = made.get(model);
    if (known !== undefined) return known;
    const draft: Draft = { model, fields: [] };
    // Known before its fields are, so that a model may nest itself.
    made.set(model, draft);
    for (const field of model.fields) {
      const selected = selectField(field, catalogue, scope, select);
      if (selected !== undefined) draft.fields.push(selected);
    }
    return draft;
  };
  return {
    scope,
    of: (ref) => {
      const model = catalogue.models.get(ref);
      const selected = model === undefined ? undefined : select(model);
      return selected !== undefined && holdsPersonal(selected) ? selected : undefined;
    },
  };
}

/** Paths of the personal fields that a model exports, nested ones included. */
export function fieldsIn(exported: ExportedModel): readonly ExportedField[] {
  const found = new Map<string, ExportedField>();
  const seen = new Set<ExportedModel>();
  const collect = (each: ExportedModel): void => {
    if (seen.has(each)) return;
    seen.add(each);
    for (const field of each.fields) {
      if (field.nested !== undefined) collect(field.nested);
      else if (field.field.category !== undefined) found.set(field.field.path, field);
    }
  };
  collect(exported);
  return [...found.values()];
}

/** Categories of exported fields, each once. */
export function categoriesIn(fields: readonly ExportedField[]): readonly CategoryId[] {
  return [...new Set(fields.flatMap(({ field: { category } }) => category ?? []))];
}

interface Draft {
  readonly model: CompiledModel;
  readonly fields: ExportedField[];
}

/**
 * Access covers every personal field that serves at least one purpose with direct access; a field that serves only
 * purposes whose access goes through the authority is left out, and such purposes are never named beside a field.
 */
function selectField(
  field: CompiledField,
  catalogue: Catalogue,
  scope: ExportScope,
  select: (model: CompiledModel) => Draft,
): ExportedField | undefined {
  if (field.nested !== undefined) {
    return { field, uses: [], nested: select(field.nested.model) };
  }
  const uses = field.uses.filter(({ purpose }) => !isIndirect(catalogue, purpose));
  if (field.category === undefined || field.uses.length === 0) {
    return field.subjectId ? { field, uses: [], nested: undefined } : undefined;
  }
  if (uses.length === 0 || (scope === 'portability' && !isPortable(uses))) return undefined;
  return { field, uses, nested: undefined };
}

/**
 * Whether access to a purpose is exercised through the supervisory authority (Art. 23). Where the policy says so of a
 * purpose that no such law covers, which is a finding, access stays direct: a text takes no right away.
 */
export function isIndirect(catalogue: Catalogue, purpose: string): boolean {
  let known = indirect.get(catalogue);
  if (known === undefined) {
    known = indirectPurposes(catalogue);
    indirect.set(catalogue, known);
  }
  return known.has(purpose);
}

const indirect = new WeakMap<Catalogue, ReadonlySet<string>>();

function indirectPurposes({ purposes, findings }: Catalogue): ReadonlySet<string> {
  const unsupported = new Set(
    findings.filter(({ code }) => code === 'indirect-access-unsupported').map(({ place }) => place),
  );
  const stated = [...purposes.values()].filter(({ input }) => input.indirectAccess !== undefined);
  return new Set(stated.map(({ id }) => id).filter((id) => !unsupported.has(`purposes.${id}`)));
}

/** Art. 20(1) and WP 242: provided or observed, on consent or contract, by automated means; never derived or inferred. */
function isPortable(uses: readonly FieldUse[]): boolean {
  const made = uses.some(
    ({ provenance }) =>
      provenance === 'dpv:DerivedPersonalData' || provenance === 'dpv:InferredPersonalData',
  );
  return !made && uses.some(isPortableUse);
}

/** Whether one use of a field makes it portable. */
export function isPortableUse(use: FieldUse): boolean {
  const { legalBasis, specialCategoryBasis, provenance, automated } = use;
  const basis = legalBasis === undefined ? undefined : mainLegalBasis(legalBasis);
  return (
    automated &&
    (provenance === 'dpv:ProvidedPersonalData' || provenance === 'dpv:ObservedPersonalData') &&
    (basis === 'eu-gdpr:A6-1-a' ||
      basis === 'eu-gdpr:A6-1-b' ||
      specialCategoryBasis === 'eu-gdpr:A9-2-a')
  );
}

function holdsPersonal(exported: ExportedModel): boolean {
  return fieldsIn(exported).length > 0;
}
