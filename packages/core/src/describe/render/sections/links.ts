import type { NoticeDocument } from '../../notice/document.ts';
import type { Sections } from '../../phrases/sections.ts';
import { words } from '../lines.ts';
import type { Section } from '../page.ts';
import { purposeLine } from './purpose-name.ts';

/** How the signal Global Privacy Control is treated. */
export function gpcSection(document: NoticeDocument, { gpc: heading }: Sections): Section {
  const { refuses, sentence } = document.gpc;
  return {
    id: 'gpc',
    heading,
    blocks: [
      { kind: 'paragraph', text: words(sentence) },
      ...(refuses.length === 0
        ? []
        : [{ kind: 'list', items: refuses.map((id) => purposeLine([id], document)) } as const]),
    ],
  };
}

/** Sites that the policy links to. */
export function linksSection({ links }: NoticeDocument, { links: heading }: Sections): Section {
  return {
    id: 'links',
    heading,
    blocks:
      links.length === 0
        ? []
        : [{ kind: 'list', items: links.map(({ name, url }) => [{ text: name, href: url }]) }],
  };
}
