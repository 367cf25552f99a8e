import type { Language } from '../../../vocabulary/index.ts';
import type { NoticeField } from '../../notice/fields.ts';
import type { LabelledCategory } from '../../parts/uses.ts';
import type { Sections } from '../../phrases/sections.ts';
import { capitalised, joined, textRun } from '../lines.ts';
import type { Line } from '../page.ts';

/** Categories of data in one line, sensitive ones marked. */
export function categoryLine(
  categories: readonly LabelledCategory[],
  { purposes }: Sections,
): Line {
  return joined(
    categories.map(({ label, special }) => ({
      text: special ? `${label} (${purposes.special})` : label,
    })),
  );
}

/** What must be provided and what follows if not, once per category and consequence (Art. 13(2)(e)). */
export function fieldLines(fields: readonly NoticeField[], language: Language): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { required, category, consequence } of fields) {
    if (!required) continue;
    const label = { text: capitalised(category.label) };
    lines.set(
      `${category.id} ${consequence?.text ?? ''}`,
      consequence === null ? [label] : [label, { text: ' – ' }, textRun(consequence, language)],
    );
  }
  return [...lines.values()];
}
