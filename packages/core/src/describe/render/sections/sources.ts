import type { NoticeCollectionPoint, NoticeSource } from '../../notice/collection.ts';
import type { NoticeDocument } from '../../notice/document.ts';
import type { Sections } from '../../phrases/sections.ts';
import { capitalised, fact, facts, joined, textRun } from '../lines.ts';
import type { Line, Run, Section } from '../page.ts';

/** Where data come from (Art. 14(2)(f)), where they are collected, and what follows from not providing them. */
export function sourcesSection(document: NoticeDocument, sections: Sections): Section {
  const { sources: texts, purposes } = sections;
  const { consequence, language } = document;
  return {
    id: 'sources',
    heading: texts.heading,
    blocks: facts([
      ...fact(texts.from, document.sources.map(sourceLine)),
      ...fact(texts.collected, document.collectionPoints.map(pointLine)),
      ...fact(purposes.notProvided, [
        consequence === null ? null : [textRun(consequence.description, language)],
      ]),
    ]),
  };

  function sourceLine({ id, kind, description, categories, ...source }: NoticeSource): Line {
    const named: Run =
      description === null
        ? { text: capitalised(kind === null ? (id ?? '') : texts.kinds[kind.id]) }
        : textRun(description, language);
    const taken = categories.map(({ label }) => ({ text: label }));
    return [
      named,
      ...(source.public === true ? [{ text: ` (${texts.publicSource})` }] : []),
      ...(taken.length === 0 ? [] : [{ text: `${sections.colon} ` }, ...joined(taken)]),
    ];
  }

  function pointLine({ channel, description, automatic }: NoticeCollectionPoint): Line {
    return [
      { text: capitalised(channel.label) },
      ...(automatic ? [{ text: ` (${texts.automatic})` }] : []),
      ...(description === null ? [] : [{ text: ' – ' }, textRun(description, language)]),
    ];
  }
}
