import type { CompiledField, CompiledModel } from '../../catalogue/catalogue.ts';

/** Into the application or out of it. */
export type Direction = 'in' | 'out';

/** What is left of one field for one purpose. */
export type PlannedField =
  | { readonly key: string; readonly as: 'value'; readonly field: CompiledField }
  | {
      readonly key: string;
      readonly as: 'one' | 'array' | 'map';
      readonly plan: ShapePlan;
    };

/** What is left of a model for one purpose in one direction: the fields that pass, and nothing else. */
export interface ShapePlan {
  readonly model: CompiledModel;
  readonly purpose: string;
  readonly direction: Direction;
  readonly fields: readonly PlannedField[];
  /** Key that says whose data an element is; only looked at on the way out. */
  readonly subjectIdKey: string | undefined;
  /** Whether an element may contain itself again: such shapes are walked to a bounded depth. */
  readonly recursive: boolean;
}

/** Plans of one purpose and direction, one per model; made once, at start-up. */
export type PlanOf = (model: CompiledModel) => ShapePlan;

/** Opens the plans for one purpose and direction. Models may contain each other, so plans are made on demand and kept. */
export function plansFor(purpose: string, direction: Direction): PlanOf {
  const plans = new Map<CompiledModel, ShapePlan>();
  const planOf: PlanOf = (model) => {
    const known = plans.get(model);
    if (known !== undefined) return known;
    const fields: PlannedField[] = [];
    const plan: ShapePlan = {
      model,
      purpose,
      direction,
      fields,
      subjectIdKey: direction === 'out' ? model.subjectIdKey : undefined,
      recursive: contains(model, model, new Set()),
    };
    // Known before its fields are planned, so that a model may contain itself.
    plans.set(model, plan);
    for (const field of model.fields) {
      if (field.nested === undefined) {
        if (passes(field, purpose, direction)) fields.push({ key: field.key, as: 'value', field });
        continue;
      }
      const nested = planOf(field.nested.model);
      if (nested.fields.length === 0 && !nested.recursive) continue;
      fields.push({ key: field.key, as: field.nested.as, plan: nested });
    }
    return plan;
  };
  return planOf;
}

/** The personal fields that pass, those of nested models included. */
export function personalIn(plan: ShapePlan): readonly CompiledField[] {
  const personal = new Set<CompiledField>();
  for (const { fields } of reachable(plan)) {
    for (const planned of fields) {
      if (planned.as === 'value' && planned.field.category !== undefined)
        personal.add(planned.field);
    }
  }
  return [...personal];
}

/** The plan and all that its elements may contain. */
export function reachable(plan: ShapePlan): ReadonlySet<ShapePlan> {
  const found = new Set([plan]);
  for (const { fields } of found) {
    for (const planned of fields) if (planned.as !== 'value') found.add(planned.plan);
  }
  return found;
}

/**
 * A personal field passes for a purpose that it declares; a field that is not personal always does. The subject id
 * leaves with its element, but never comes in: a client does not choose whose data it sends.
 */
function passes(field: CompiledField, purpose: string, direction: Direction): boolean {
  if (field.uses.length > 0) return field.uses.some((use) => use.purpose === purpose);
  if (field.subjectId) return direction === 'out';
  return true;
}

function contains(model: CompiledModel, sought: CompiledModel, seen: Set<CompiledModel>): boolean {
  for (const { nested } of model.fields) {
    if (nested === undefined) continue;
    if (nested.model === sought) return true;
    if (seen.has(nested.model)) continue;
    seen.add(nested.model);
    if (contains(nested.model, sought, seen)) return true;
  }
  return false;
}
