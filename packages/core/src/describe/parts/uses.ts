import type {
  Catalogue,
  CompiledField,
  CompiledModel,
  FieldUse,
} from '../../catalogue/catalogue.ts';
import type { CategoryId, DataSubjectId } from '../../vocabulary/index.ts';
import { isSpecialCategory } from '../../vocabulary/index.ts';
import { distinct, type Labelled, labelled } from './labelled.ts';
import type { Reading } from './reading.ts';

/** One field used for one purpose, and of whom. */
export interface Use {
  readonly path: string;
  readonly category: CategoryId;
  readonly dataSubject: DataSubjectId | undefined;
  readonly use: FieldUse;
}

/** A category of personal data with its label, and whether Art. 9(1) names it. */
export interface LabelledCategory extends Labelled<CategoryId> {
  readonly special: boolean;
}

/** Every use of every personal field of a catalogue, nested models with the data subject of what they are nested in. */
export function usesIn(catalogue: Catalogue): readonly Use[] {
  const uses: Use[] = [];
  const seen = new Map<CompiledModel, Set<DataSubjectId | undefined>>();
  for (const model of catalogue.models.values()) collect(model, model.dataSubject);
  return uses;

  function collect(model: CompiledModel, dataSubject: DataSubjectId | undefined): void {
    const subjects = seen.get(model) ?? new Set();
    if (subjects.has(dataSubject)) return;
    seen.set(model, subjects.add(dataSubject));
    for (const field of model.fields) {
      uses.push(...usesOf(field, dataSubject));
      if (field.nested !== undefined) {
        collect(field.nested.model, field.nested.model.dataSubject ?? dataSubject);
      }
    }
  }
}

/** Categories with their labels, each once. */
export function categoriesOf(
  ids: readonly CategoryId[],
  reading: Reading,
): readonly LabelledCategory[] {
  return distinct(ids.map((id) => ({ ...labelled(id, reading), special: isSpecialCategory(id) })));
}

function usesOf(field: CompiledField, dataSubject: DataSubjectId | undefined): Use[] {
  const { category, path } = field;
  if (category === undefined) return [];
  return field.uses.map((use) => ({ path, category, dataSubject, use }));
}
