import type { Language } from '../../../vocabulary/index.ts';
import type { NoticeDocument } from '../../notice/document.ts';
import type { Transfer } from '../../parts/recipients.ts';
import type { Safeguard } from '../../parts/safeguard.ts';
import type { Sections } from '../../phrases/sections.ts';
import { countryName, dateInWords } from '../format.ts';
import { addressRun, capitalised, fact, facts, words } from '../lines.ts';
import type { Block, Line, Section } from '../page.ts';
import { groundLines } from './grounds.ts';
import { purposeLine } from './purpose-name.ts';
import { placeOf, recipientName } from './recipients.ts';

/** Transfers to third countries, what they rest on and how to get a copy (Art. 13(1)(f)). */
export function transfersSection(document: NoticeDocument, sections: Sections): Section {
  const { transfers: texts } = sections;
  const { transfers, transferGrounds, language, storage } = document;
  const hosted = [...new Set(storage.map(({ country }) => countryName(country, language)))];
  return {
    id: 'transfers',
    heading: texts.heading,
    blocks: [
      ...facts(fact(texts.storage, hosted.map(words))),
      ...(transfers.length > 0 ? [{ kind: 'paragraph', text: words(texts.intro) } as const] : []),
      ...transfers.flatMap((transfer) => transferBlocks(transfer, document, sections)),
      ...facts(fact(texts.grounds, groundLines(transferGrounds, language))),
    ],
  };
}

function transferBlocks(
  transfer: Transfer,
  document: NoticeDocument,
  sections: Sections,
): readonly Block[] {
  const { transfers: texts, recipients } = sections;
  const { safeguard, purposes } = transfer;
  return [
    {
      kind: 'heading',
      text: [recipientName({ ...transfer, id: transfer.recipient }, document.language)],
    },
    ...facts([
      ...fact(recipients.country, [placeOf(transfer, document.language, sections)]),
      ...fact(recipients.purposes, [purposeLine(purposes, document)]),
      ...fact(texts.safeguard, [safeguardLine(safeguard, document.language, sections)]),
      ...fact(texts.copy, [safeguard === null ? null : copyLine(safeguard, sections)]),
    ]),
  ];
}

function safeguardLine(
  safeguard: Safeguard | null,
  language: Language,
  { transfers: texts }: Sections,
): Line {
  if (safeguard === null) return words(texts.noSafeguard);
  const { label, article, reference, annulled } = safeguard;
  const details = [article, reference].filter((each) => each !== undefined);
  if (annulled !== undefined) {
    details.push(texts.annulled(dateInWords(annulled.since, language), annulled.by));
  }
  const named = capitalised(label);
  return words(details.length === 0 ? named : `${named} (${details.join(', ')})`);
}

function copyLine({ copyAt }: Safeguard, { transfers: texts }: Sections): Line {
  return copyAt === undefined ? words(texts.copyOnRequest) : [addressRun(copyAt)];
}
