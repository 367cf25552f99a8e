import type { Catalogue } from './catalogue/catalogue.ts';
import type { Timeline } from './catalogue/timeline.ts';
import type { NoticeDocument } from './describe/notice/document.ts';
import { noticeHash } from './describe/notice/hash.ts';
import { notice } from './describe/notice/notice.ts';
import { noticeHtml, noticeMarkdown } from './describe/render/notice-page.ts';
import type { PublishedNotices } from './http/notice-route.ts';
import type { Clock } from './ports.ts';
import type { Language } from './vocabulary/index.ts';

/** The notices of every version that is or was in force; each is made once and never changes. */
export interface Notices extends PublishedNotices {
  /** The notice of a version; `undefined` for one that was never in force. */
  document(version: string, language: Language): NoticeDocument | undefined;
  /** SHA-256 of it, hex: what a consent's evidence names as the text shown. */
  hash(language: Language, version: string): string | undefined;
}

/** Publishes the notices of a timeline. @param baseUrl where the rights endpoint is mounted */
export function createNotices(timeline: Timeline, clock: Clock, baseUrl: string): Notices {
  const made = new Map<Catalogue, Map<Language, NoticeDocument>>();
  const published = (): readonly Catalogue[] =>
    timeline.catalogues.filter((it) => it.effectiveFrom <= clock());
  const document = (version: string, language: Language): NoticeDocument | undefined => {
    const catalogue = published().findLast((it) => it.version === version);
    if (catalogue === undefined) return undefined;
    const byLanguage = made.get(catalogue) ?? new Map<Language, NoticeDocument>();
    made.set(catalogue, byLanguage);
    const known = byLanguage.get(language) ?? notice(catalogue, { language, baseUrl });
    byLanguage.set(language, known);
    return known;
  };
  return {
    document,
    hash: (language, version) => {
      const known = document(version, language);
      return known === undefined ? undefined : noticeHash(known);
    },
    versions: () => published().map((it) => it.version),
    read: (version, language, format) => {
      const known = document(version, language);
      if (known === undefined) return '';
      switch (format) {
        case 'json':
          return JSON.stringify(known);
        case 'html':
          return noticeHtml(known);
        case 'markdown':
          return noticeMarkdown(known);
      }
    },
  };
}
