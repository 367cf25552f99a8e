import type { Language } from '../../../vocabulary/index.ts';
import type { Text } from '../../parts/reading.ts';
import type { Retention } from '../../parts/retention.ts';
import type { Sections } from '../../phrases/sections.ts';
import { textRun } from '../lines.ts';
import type { Line, Run } from '../page.ts';

/** How long data are kept, one line per rule. */
export function retentionLines(
  rules: readonly Retention[],
  language: Language,
  { purposes, colon }: Sections,
): readonly Line[] {
  return rules.map((rule) => {
    const runs: Run[] = [];
    if (rule.appliesTo !== undefined) runs.push({ text: `${rule.appliesTo}${colon} ` });
    runs.push({ text: [rule.sentence, ...rule.notes].join(' ') });
    runs.push(...stated(purposes.criterion, rule.criterion));
    runs.push(...quoted(purposes.condition, rule.condition));
    if (rule.extension?.description) {
      runs.push({ text: ' ' }, textRun(rule.extension.description, language));
    }
    runs.push(...quoted(purposes.legalReference, rule.legalReference));
    runs.push(...quoted(purposes.legalReference, rule.extension?.legalReference));
    runs.push(...stated(purposes.rationale, rule.rationale));
    return runs;
  });

  function stated(label: string, text: Text | null): readonly Run[] {
    return text === null ? [] : [{ text: ` ${label}${colon} ` }, textRun(text, language)];
  }

  function quoted(label: string, text: string | undefined): readonly Run[] {
    return text === undefined ? [] : [{ text: ` ${label}${colon} ${text}` }];
  }
}
