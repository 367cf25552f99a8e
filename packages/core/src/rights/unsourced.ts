import type { Catalogue, CompiledModel } from '../catalogue/catalogue.ts';
import type { Finding } from '../catalogue/finding.ts';
import { reportTo } from '../catalogue/model-finding.ts';
import type { PersonalDataSource } from '../ports.ts';
import { selectionOf } from './export/selection.ts';

/**
 * Models that hold data by subject and have no source, not even as part of a model that has one: an export would leave
 * them out without a word. Empty where every such model is covered; models that only carry data in and out count too,
 * so the application decides which of them are stored.
 */
export function modelsWithoutSource(
  catalogue: Catalogue,
  sources: readonly PersonalDataSource[],
): readonly CompiledModel[] {
  const selection = selectionOf(catalogue, 'access');
  const covered = new Set<CompiledModel>();
  const cover = (model: CompiledModel): void => {
    if (covered.has(model)) return;
    covered.add(model);
    for (const { nested } of model.fields) if (nested !== undefined) cover(nested.model);
  };
  for (const { model } of sources) {
    const compiled = catalogue.models.get(model);
    if (compiled !== undefined) cover(compiled);
  }
  return [...catalogue.models.values()].filter(
    (model) =>
      model.subjectIdKey !== undefined &&
      !covered.has(model) &&
      selection.of(model.ref) !== undefined,
  );
}

/** The same as findings, for the data protection officer to look through. */
export function unsourcedFindings(
  catalogue: Catalogue,
  sources: readonly PersonalDataSource[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const report = reportTo(findings);
  for (const { name } of modelsWithoutSource(catalogue, sources)) {
    report('model-without-source', name, 'No source reads this model: an export leaves it out.');
  }
  return findings;
}
