import type { LegalBasisId, SpecialCategoryBasisId, TermId } from '../../vocabulary/index.ts';
import { label } from '../../vocabulary/index.ts';
import { articleOf } from './article.ts';
import type { Reading } from './reading.ts';

/** An identifier with what people read for it, in the language of the document. */
export interface Labelled<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
}

/** A legal basis, or a condition for special categories, with the article that it stands for. */
export interface Basis<Id extends string = LegalBasisId | SpecialCategoryBasisId>
  extends Labelled<Id> {
  /** `GDPR Art. 6(1)(a)`, in the citation style of the language. */
  readonly article: string;
}

/** A term of the vocabulary with its label. */
export function labelled<Id extends TermId>(id: Id, { language }: Reading): Labelled<Id> {
  return { id, label: label(id, language) };
}

/** A legal basis or a condition of Art. 9(2) with label and article. */
export function basisOf<Id extends LegalBasisId | SpecialCategoryBasisId>(
  id: Id,
  reading: Reading,
): Basis<Id> {
  return { ...labelled(id, reading), article: articleOf(id, reading) ?? id };
}

/** The first of each identifier, in order. */
export function distinct<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return items.filter(({ id }) => !seen.has(id) && seen.add(id));
}
