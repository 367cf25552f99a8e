import type { Language } from '../../../vocabulary/index.ts';
import type { NoticeDocument } from '../../notice/document.ts';
import type { Recipient } from '../../parts/recipients.ts';
import type { Sections } from '../../phrases/sections.ts';
import { countryName } from '../format.ts';
import { addressRun, capitalised, fact, facts, joined, textRun, words } from '../lines.ts';
import type { Block, Line, Run, Section } from '../page.ts';
import { groundLines } from './grounds.ts';
import { purposeLine } from './purpose-name.ts';

/** Who receives data (Art. 13(1)(e)), and on which grounds others may. */
export function recipientsSection(document: NoticeDocument, sections: Sections): Section {
  const { recipients, disclosureGrounds } = document;
  const texts = sections.recipients;
  const none = recipients.length === 0 && disclosureGrounds.length === 0;
  return {
    id: 'recipients',
    heading: texts.heading,
    blocks: [
      ...(none ? [{ kind: 'paragraph', text: words(texts.none) } as const] : []),
      ...recipients.flatMap((recipient) => recipientBlocks(recipient, document, sections)),
      ...facts(fact(texts.grounds, groundLines(disclosureGrounds, document.language))),
    ],
  };
}

/** What a recipient is called: by name, else by category, else by its id. */
export function recipientName(
  { id, name, category }: Pick<Recipient, 'id' | 'name' | 'category'>,
  language: Language,
): Run {
  if (name !== undefined) return { text: name };
  return category === null ? { text: id } : textRun(category, language);
}

/** The country of a recipient, or that it is outside the Union or the Area. */
export function placeOf(
  { country, outside }: Pick<Recipient, 'country' | 'outside'>,
  language: Language,
  { recipients }: Sections,
): Line | null {
  if (country !== undefined) return words(countryName(country, language));
  return outside === undefined ? null : words(recipients.outside[outside]);
}

function recipientBlocks(
  recipient: Recipient,
  document: NoticeDocument,
  sections: Sections,
): readonly Block[] {
  const { language } = document;
  const { recipients: texts } = sections;
  const { name, category, policyUrl } = recipient;
  return [
    { kind: 'heading', text: [recipientName(recipient, language)] },
    ...facts([
      ...fact(texts.category, [
        name === undefined || category === null ? null : [textRun(category, language)],
      ]),
      ...fact(texts.role, [words(capitalised(recipient.role.label))]),
      ...fact(texts.country, [placeOf(recipient, language, sections)]),
      ...fact(texts.purposes, [purposeLine(recipient.purposes, document)]),
      ...fact(texts.data, [joined(recipient.categories.map(({ label }) => ({ text: label })))]),
      ...fact(texts.consent, [recipient.requiresConsent ? words(texts.onlyWithConsent) : null]),
      ...fact(texts.policy, [policyUrl === undefined ? null : [addressRun(policyUrl)]]),
    ]),
  ];
}
