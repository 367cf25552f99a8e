import type { NoticeDocument } from '../notice/document.ts';
import { sectionsIn } from '../phrases/phrases.ts';
import type { Sections } from '../phrases/sections.ts';
import { pageHtml } from './html.ts';
import { pageMarkdown } from './markdown.ts';
import type { Page } from './page.ts';
import { aboutSection } from './sections/about.ts';
import { cookiesSection } from './sections/cookies.ts';
import { gpcSection, linksSection } from './sections/links.ts';
import { partiesSection } from './sections/parties.ts';
import { purposesSection } from './sections/purposes.ts';
import { recipientsSection } from './sections/recipients.ts';
import { rightsSection } from './sections/rights.ts';
import { sourcesSection } from './sections/sources.ts';
import { transfersSection } from './sections/transfers.ts';

/** A notice as a whole, accessible HTML page in plain language (Art. 12(1)): no script, no style, every text escaped. */
export function noticeHtml(document: NoticeDocument): string {
  return pageHtml(noticePage(document));
}

/** A notice as Markdown (CommonMark), with the same sections and sentences as the HTML page. */
export function noticeMarkdown(document: NoticeDocument): string {
  return pageMarkdown(noticePage(document));
}

function noticePage(document: NoticeDocument): Page {
  const sections: Sections = sectionsIn(document.language);
  const { title, contents, colon, onlyIn } = sections;
  const controller = document.controller?.name;
  return {
    language: document.language,
    title: controller === undefined ? title : `${title} – ${controller}`,
    contents,
    colon,
    onlyIn,
    sections: [
      aboutSection(document, sections),
      partiesSection(document, sections),
      purposesSection(document, sections),
      recipientsSection(document, sections),
      transfersSection(document, sections),
      sourcesSection(document, sections),
      cookiesSection(document, sections),
      rightsSection(document, sections),
      gpcSection(document, sections),
      linksSection(document, sections),
    ].filter(({ blocks }) => blocks.length > 0),
  };
}
