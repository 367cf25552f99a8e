import type { NoticeCookie } from '../../notice/cookies.ts';
import type { NoticeDocument } from '../../notice/document.ts';
import type { Sections } from '../../phrases/sections.ts';
import { addressRun, capitalised, fact, facts, textRun, words } from '../lines.ts';
import type { Block, Section } from '../page.ts';
import { purposeLine } from './purpose-name.ts';

/** Cookies and similar technologies, one by one (ePrivacy Art. 5(3), LIL 82). */
export function cookiesSection(document: NoticeDocument, sections: Sections): Section {
  return {
    id: 'cookies',
    heading: sections.cookies.heading,
    blocks: document.cookies.flatMap((cookie) => cookieBlocks(cookie, document, sections)),
  };
}

function cookieBlocks(
  cookie: NoticeCookie,
  document: NoticeDocument,
  { cookies: texts, recipients }: Sections,
): readonly Block[] {
  const { name, description, durationInWords, provider, policyUrl, onlyAfter } = cookie;
  return [
    { kind: 'heading', text: words(name) },
    ...facts([
      ...fact(texts.category, [words(capitalised(cookie.category.label))]),
      ...fact(texts.purpose, [
        description === null ? null : [textRun(description, document.language)],
        purposeLine(cookie.purposes, document),
      ]),
      ...fact(texts.duration, [durationInWords === undefined ? null : words(durationInWords)]),
      ...fact(texts.onlyAfter, [onlyAfter === undefined ? null : words(onlyAfter)]),
      ...fact(texts.exempt, [cookie.exempt ? words(texts.exemptBecause) : null]),
      ...fact(texts.provider, [provider === undefined ? null : words(provider)]),
      ...fact(recipients.policy, [policyUrl === undefined ? null : [addressRun(policyUrl)]]),
    ]),
  ];
}
