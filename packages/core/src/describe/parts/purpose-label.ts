import type { CompiledPurpose } from '../../catalogue/catalogue.ts';
import { label } from '../../vocabulary/index.ts';
import type { Reading } from './reading.ts';

/** What people read for a purpose: the label of its DPV term, or its id where it has none. */
export function purposeLabel(
  { id, term }: Pick<CompiledPurpose, 'id' | 'term'>,
  { language }: Reading,
): string {
  return term === undefined ? id : label(term, language);
}
