import {
  type CategoryId,
  type DataSourceId,
  type DataSubjectId,
  type Language,
  type LegalBasisId,
  label,
  type ProvenanceId,
} from '../../vocabulary/index.ts';
import { type ExportedField, type ExportedModel, fieldsIn } from './selection.ts';

/** A model whose records are in the export: what its fields are and what they are for. */
export interface ExportedModelDescription {
  readonly model: string;
  readonly dataSubject: DataSubjectId | null;
  /** Personal fields, those of nested models under their own path. */
  readonly fields: readonly ExportedFieldDescription[];
}

/** One field: its category and, for each purpose, basis, source and provenance (Art. 15(1)(a)–(b), (g)). */
interface ExportedFieldDescription {
  /** `Customer.email`. */
  readonly path: string;
  readonly category: CategoryId | null;
  readonly label: string | null;
  /** A special category of Art. 9(1). */
  readonly special: boolean;
  readonly uses: readonly ExportedUse[];
}

/** One purpose of a field. */
interface ExportedUse {
  readonly purpose: string;
  readonly legalBasis: LegalBasisId | null;
  readonly source: DataSourceId;
  readonly provenance: ProvenanceId;
}

/** Describes the models of an export. */
export function modelsOf(
  exported: readonly ExportedModel[],
  language: Language,
): readonly ExportedModelDescription[] {
  return exported.map((each) => ({
    model: each.model.name,
    dataSubject: each.model.dataSubject ?? null,
    fields: fieldsIn(each).map((field) => describe(field, language)),
  }));
}

function describe({ field, uses }: ExportedField, language: Language): ExportedFieldDescription {
  return {
    path: field.path,
    category: field.category ?? null,
    label: field.category === undefined ? null : label(field.category, language),
    special: field.special,
    uses: uses.map(({ purpose, legalBasis, source, provenance }) => ({
      purpose,
      legalBasis: legalBasis ?? null,
      source,
      provenance,
    })),
  };
}
