import type { CategoryId, DataSourceId, ProvenanceId } from '../../vocabulary/index.ts';
import { type Labelled, labelled } from '../parts/labelled.ts';
import { type Reading, read, type Text } from '../parts/reading.ts';
import type { Use } from '../parts/uses.ts';

/** One field used for a purpose: what it is, whether it must be provided and what follows if not (Art. 13(2)(e)). */
export interface NoticeField {
  /** `Customer.email`. */
  readonly path: string;
  readonly category: Labelled<CategoryId>;
  readonly required: boolean;
  readonly consequence: Text | null;
  readonly source: Labelled<DataSourceId>;
  readonly provenance: Labelled<ProvenanceId>;
}

/** The fields behind some uses, each path once; a required one without a consequence of its own has the general one. */
export function fieldsOf(
  uses: readonly Use[],
  general: Text | null,
  reading: Reading,
): readonly NoticeField[] {
  const seen = new Set<string>();
  return uses
    .filter(({ path }) => !seen.has(path) && seen.add(path))
    .map(({ path, category, use }) => ({
      path,
      category: labelled(category, reading),
      required: use.required,
      consequence: read(use.consequence, reading) ?? (use.required ? general : null),
      source: labelled(use.source, reading),
      provenance: labelled(use.provenance, reading),
    }));
}
