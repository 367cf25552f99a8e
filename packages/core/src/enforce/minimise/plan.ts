import type { CompiledField, CompiledModel } from '../../catalogue/catalogue.ts';

/** Into the application or out of it. */
export type Direction = 'in' | 'out';

/** What is left of one field for one purpose. */
export type PlannedField =
  | { readonly key: string; readonly as: 'value' }
  | { readonly key: string; readonly as: 'one' | 'array' | 'map'; readonly plan: ShapePlan };

/** What is left of a model for one purpose in one direction: the fields that pass, and nothing else. */
export interface ShapePlan {
  readonly model: CompiledModel;
  readonly purpose: string;
  readonly direction: Direction;
  readonly fields: readonly PlannedField[];
  /** Paths of the personal fields that pass, nested ones included. */
  readonly personal: readonly CompiledField[];
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
    const personal: CompiledField[] = [];
    const plan: ShapePlan = {
      model,
      purpose,
      direction,
      fields,
      personal,
      subjectIdKey: direction === 'out' ? model.subjectIdKey : undefined,
      recursive: contains(model, model, new Set()),
    };
    plans.set(model, plan);
    for (const field of model.fields) {
      if (!passes(field, purpose, direction)) continue;
      if (field.nested === undefined) {
        fields.push({ key: field.key, as: 'value' });
        if (field.category !== undefined) personal.push(field);
      } else {
        const nested = planOf(field.nested.model);
        if (nested.fields.length === 0 && nested !== plan && !nested.recursive) continue;
        fields.push({ key: field.key, as: field.nested.as, plan: nested });
        for (const inner of nested.personal) if (!personal.includes(inner)) personal.push(inner);
      }
    }
    return plan;
  };
  return planOf;
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
