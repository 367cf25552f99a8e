import type { NoticeDocument } from '../../notice/document.ts';
import type { NoticePurpose } from '../../notice/purposes.ts';
import type { Sections } from '../../phrases/sections.ts';
import { addressRun, capitalised, fact, facts, joined, textRun, words } from '../lines.ts';
import type { Block, Fact, Line, Section } from '../page.ts';
import { categoryLine, fieldLines } from './data.ts';
import { purposeName } from './purpose-name.ts';
import { recipientName } from './recipients.ts';
import { retentionLines } from './retention.ts';

/** Every purpose under a heading of its own (Art. 13(1)(c)-(d), 13(2)). */
export function purposesSection(document: NoticeDocument, sections: Sections): Section {
  return {
    id: 'purposes',
    heading: sections.purposes.heading,
    blocks: document.purposes.flatMap((purpose) => purposeBlocks(purpose, document, sections)),
  };
}

function purposeBlocks(
  purpose: NoticePurpose,
  document: NoticeDocument,
  sections: Sections,
): readonly Block[] {
  const { description, isNew } = purpose;
  return [
    { kind: 'heading', text: [purposeName(purpose, document)] },
    ...(description === null
      ? []
      : [{ kind: 'paragraph', text: [textRun(description, document.language)] } as const]),
    ...(isNew ? [{ kind: 'paragraph', text: words(sections.purposes.isNew) } as const] : []),
    ...facts([
      ...groundFacts(purpose, document, sections),
      ...dataFacts(purpose, document, sections),
      ...choiceFacts(purpose, document, sections),
    ]),
  ];
}

function groundFacts(
  purpose: NoticePurpose,
  { language }: NoticeDocument,
  { purposes }: Sections,
): readonly Fact[] {
  const { legalBasis, specialCategoryBasis, legitimateInterest, legalReference } = purpose;
  return [
    ...fact(purposes.legalBasis, [
      legalBasis === null ? words(purposes.noLegalBasis) : cited(legalBasis),
    ]),
    ...fact(purposes.conflicting, purpose.conflictingLegalBases.map(cited)),
    ...fact(purposes.specialCategoryBasis, [
      specialCategoryBasis === null ? null : cited(specialCategoryBasis),
    ]),
    ...fact(purposes.criminalOffenceBasis, [
      purpose.criminalOffenceBasis === null
        ? null
        : words(capitalised(purpose.criminalOffenceBasis.label)),
    ]),
    ...fact(purposes.legitimateInterest, [
      legitimateInterest === null ? null : [textRun(legitimateInterest, language)],
    ]),
    ...fact(purposes.legalReference, [legalReference === undefined ? null : words(legalReference)]),
  ];
}

function dataFacts(
  purpose: NoticePurpose,
  document: NoticeDocument,
  sections: Sections,
): readonly Fact[] {
  const { purposes } = sections;
  const { recipients } = document;
  const retention = retentionLines(purpose.retention, document.language, sections);
  return [
    ...fact(purposes.categories, [categoryLine(purpose.categories, sections)]),
    ...fact(purposes.required, fieldLines(purpose.fields, document.language)),
    ...fact(purposes.sources, [
      joined(purpose.sources.map(({ id }) => ({ text: sections.sources.kinds[id] }))),
    ]),
    ...fact(
      purposes.retention,
      retention.length === 0 ? [words(purposes.retentionMissing)] : retention,
    ),
    ...fact(purposes.recipients, [
      joined(
        recipients
          .filter(({ id }) => purpose.recipients.includes(id))
          .map((recipient) => recipientName(recipient, document.language)),
      ),
    ]),
    ...fact(purposes.channels, [joined(purpose.channels.map(({ label }) => ({ text: label })))]),
  ];
}

function choiceFacts(
  purpose: NoticePurpose,
  { language }: NoticeDocument,
  { purposes }: Sections,
): readonly Fact[] {
  const { consent, automatedDecision, indirectAccess } = purpose;
  const { logic = null, significance = null, humanReview } = automatedDecision ?? {};
  return [
    ...fact(purposes.consentDuration, [
      consent?.durationInWords === undefined ? null : words(consent.durationInWords),
    ]),
    ...fact(purposes.consentWithdrawal, [
      consent === null ? null : words(consent.withdrawal.sentence),
      joined((consent?.withdrawal.isExercisedAt ?? []).map(addressRun)),
    ]),
    ...fact(purposes.objectable, [purpose.objectable ? words(purposes.youCanObject) : null]),
    ...fact(purposes.automatedDecision, [
      logic === null ? null : [textRun(logic, language)],
      significance === null ? null : [textRun(significance, language)],
    ]),
    ...fact(purposes.humanReview, [humanReview === undefined ? null : [addressRun(humanReview)]]),
    ...fact(purposes.access, [
      indirectAccess === null ? null : words(indirectAccess.sentence),
      indirectAccess === null ? null : words(indirectAccess.legalReference),
    ]),
  ];
}

function cited({ label, article }: { readonly label: string; readonly article: string }): Line {
  return words(`${capitalised(label)} (${article})`);
}
