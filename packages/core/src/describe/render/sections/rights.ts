import type { NoticeDocument } from '../../notice/document.ts';
import type { NoticeRight } from '../../notice/rights.ts';
import type { Sections } from '../../phrases/sections.ts';
import { addressRun, capitalised, fact, facts, joined, textRun, words } from '../lines.ts';
import type { Block, Line, Run, Section } from '../page.ts';
import { purposeLine } from './purpose-name.ts';

/** The rights, where they hold and how they are exercised, and the right to complain (Art. 13(2)(b)-(d)). */
export function rightsSection(document: NoticeDocument, sections: Sections): Section {
  const { complaint } = document;
  const { rights: texts } = sections;
  return {
    id: 'rights',
    heading: texts.heading,
    blocks: [
      ...document.rights.flatMap((right) => rightBlocks(right, document, sections)),
      { kind: 'heading', text: words(texts.complaint) },
      { kind: 'paragraph', text: words(complaint.description) },
      ...facts([
        ...fact(texts.article, [words(complaint.article)]),
        ...fact(texts.authority, [authorityLine(document)]),
      ]),
    ],
  };
}

function rightBlocks(
  right: NoticeRight,
  document: NoticeDocument,
  { rights: texts }: Sections,
): readonly Block[] {
  const { statement, appliesTo, isExercisedAt } = right;
  return [
    { kind: 'heading', text: words(capitalised(right.label)) },
    { kind: 'paragraph', text: words(right.description) },
    ...(statement === null
      ? []
      : [{ kind: 'paragraph', text: [textRun(statement, document.language)] } as const]),
    ...facts([
      ...fact(texts.appliesTo, [appliesLine(appliesTo, document, texts)]),
      ...fact(texts.throughAuthority, [purposeLine(right.throughAuthority, document)]),
      ...fact(
        texts.howTo,
        isExercisedAt.map((address) => [addressRun(address)]),
      ),
      ...fact(texts.article, [words(right.article)]),
    ]),
  ];
}

function appliesLine(
  appliesTo: readonly string[],
  document: NoticeDocument,
  texts: Sections['rights'],
): Line {
  if (appliesTo.length === 0) return words(texts.appliesToNone);
  return appliesTo.length === document.purposes.length
    ? words(texts.appliesToAll)
    : purposeLine(appliesTo, document);
}

function authorityLine({ supervisoryAuthority }: NoticeDocument): Line | null {
  if (supervisoryAuthority === null) return null;
  const { name, address, url } = supervisoryAuthority;
  const runs: Run[] = [{ text: name }];
  if (address !== undefined) runs.push({ text: address });
  if (url !== undefined) runs.push(addressRun(url));
  return joined(runs);
}
