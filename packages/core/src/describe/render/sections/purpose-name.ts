import type { NoticeDocument } from '../../notice/document.ts';
import type { NoticePurpose } from '../../notice/purposes.ts';
import { capitalised, joined } from '../lines.ts';
import type { Line, Run } from '../page.ts';

/** What a purpose is called in a document: its label, with its id where another one has the same label. */
export function purposeName(
  { id, label }: Pick<NoticePurpose, 'id' | 'label'>,
  { purposes }: NoticeDocument,
): Run {
  const name = capitalised(label);
  const ambiguous = purposes.some((other) => other.id !== id && other.label === label);
  return { text: ambiguous ? `${name} (${id})` : name };
}

/** The purposes with these ids, as people read them. */
export function purposeLine(ids: readonly string[], document: NoticeDocument): Line {
  return joined(
    document.purposes
      .filter(({ id }) => ids.includes(id))
      .map((purpose) => purposeName(purpose, document)),
  );
}
