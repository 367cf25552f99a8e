import type { NoticeDocument } from '../../notice/document.ts';
import type { Sections } from '../../phrases/sections.ts';
import { countryName, dateInWords } from '../format.ts';
import { fact, facts, words } from '../lines.ts';
import type { Line, Section } from '../page.ts';

/** Which version this is, since when it applies, and which language binds. */
export function aboutSection(document: NoticeDocument, { about, languages }: Sections): Section {
  const { version, effectiveFrom, updatedAt, announcedAt, authoritativeLanguage } = document;
  const { jurisdiction, hosts } = document;
  return {
    id: 'about',
    heading: about.heading,
    blocks: facts([
      ...fact(about.version, [words(version)]),
      ...fact(about.effectiveFrom, [date(effectiveFrom)]),
      ...fact(about.updatedAt, [date(updatedAt)]),
      ...fact(about.announcedAt, [date(announcedAt)]),
      ...fact(about.authoritative, [
        authoritativeLanguage === undefined ? null : words(languages[authoritativeLanguage]),
      ]),
      ...fact(about.jurisdiction, [
        jurisdiction === undefined
          ? null
          : words(countryName(jurisdiction.replace(/^loc:/, ''), document.language)),
      ]),
      ...fact(about.hosts, hosts.map(words)),
    ]),
  };

  function date(stated: string | undefined): Line | null {
    return stated === undefined ? null : words(dateInWords(stated, document.language));
  }
}
