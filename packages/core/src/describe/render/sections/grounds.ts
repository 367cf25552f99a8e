import type { Language } from '../../../vocabulary/index.ts';
import type { Ground } from '../../parts/grounds.ts';
import { textRun } from '../lines.ts';
import type { Line } from '../page.ts';

/** Grounds for disclosing or transferring, one line each. */
export function groundLines(grounds: readonly Ground[], language: Language): readonly Line[] {
  return grounds.map(({ id, description, legalBasis }) => {
    const ground = description === null ? { text: id } : textRun(description, language);
    return legalBasis === null ? [ground] : [ground, { text: ` (${legalBasis.article})` }];
  });
}
