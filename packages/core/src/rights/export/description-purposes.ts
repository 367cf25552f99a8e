import type { Catalogue, CompiledPurpose } from '../../catalogue/catalogue.ts';
import type { RetentionInput } from '../../declare/policy-input.ts';
import type {
  CategoryId,
  Language,
  LegalBasisId,
  PurposeTermId,
  SpecialCategoryBasisId,
} from '../../vocabulary/index.ts';
import { wordsIn } from '../published-parties.ts';
import {
  categoriesIn,
  type ExportedField,
  type ExportedModel,
  type ExportScope,
  fieldsIn,
  isIndirect,
  isPortableUse,
} from './selection.ts';

/** A purpose of the processing with what Art. 15(1)(a), (b), (d) and (h) tell of it. */
export interface ExportedPurpose {
  readonly purpose: string;
  readonly term: PurposeTermId | null;
  readonly description: string | null;
  readonly legalBasis: LegalBasisId | null;
  readonly specialCategoryBasis: SpecialCategoryBasisId | null;
  /** The interest pursued, with Art. 6(1)(f). */
  readonly legitimateInterest: string | null;
  /** The law that obliges, with Art. 6(1)(c). */
  readonly legalReference: string | null;
  readonly categories: readonly CategoryId[];
  /** Paths of the exported fields that serve it. */
  readonly fields: readonly string[];
  readonly retention: readonly ExportedRetention[];
  readonly automatedDecision: ExportedAutomatedDecision | null;
}

/** For how long data are kept, or by which criterion that is decided. */
interface ExportedRetention {
  /** ISO 8601. */
  readonly duration: string | null;
  readonly startEvent: string | null;
  readonly action: RetentionInput['action'];
  readonly appliesTo: string | null;
  readonly criterion: string | null;
  readonly legalReference: string | null;
}

/** A solely automated decision (Art. 22): its logic and what follows from it. */
interface ExportedAutomatedDecision {
  readonly logic: string | null;
  readonly significance: string | null;
  readonly condition: string | null;
  readonly humanReview: string | null;
}

/** Purposes with direct access; for a portable copy only those that make a field portable. */
export function purposesOf(
  catalogue: Catalogue,
  scope: ExportScope,
  exported: readonly ExportedModel[],
  language: Language,
): readonly ExportedPurpose[] {
  const fields = [...new Set(exported.flatMap(fieldsIn))];
  return [...catalogue.purposes.values()]
    .filter(({ id }) => !isIndirect(catalogue, id))
    .map((purpose) => describe(purpose, fieldsFor(purpose, scope, fields), language))
    .filter((described) => scope === 'access' || described.fields.length > 0);
}

function fieldsFor(
  { id }: CompiledPurpose,
  scope: ExportScope,
  fields: readonly ExportedField[],
): readonly ExportedField[] {
  return fields.filter(({ uses }) =>
    uses.some((use) => use.purpose === id && (scope === 'access' || isPortableUse(use))),
  );
}

function describe(
  { id, term, input, legalBasis, specialCategoryBasis }: CompiledPurpose,
  fields: readonly ExportedField[],
  language: Language,
): ExportedPurpose {
  const decision = input.automatedDecision;
  return {
    purpose: id,
    term: term ?? null,
    description: wordsIn(language, input.describe),
    legalBasis: legalBasis ?? null,
    specialCategoryBasis: specialCategoryBasis ?? null,
    legitimateInterest: wordsIn(language, input.legitimateInterest),
    legalReference: input.legalReference ?? null,
    categories: [...new Set([...categoriesIn(fields), ...(input.categories ?? [])])],
    fields: [...new Set(fields.map(({ field }) => field.path))],
    retention: [input.retention ?? []].flat().map((rule) => retentionOf(rule, language)),
    automatedDecision:
      decision === undefined
        ? null
        : {
            logic: wordsIn(language, decision.logic),
            significance: wordsIn(language, decision.significance),
            condition: decision.condition ?? null,
            humanReview: decision.humanReview ?? null,
          },
  };
}

function retentionOf(rule: RetentionInput, language: Language): ExportedRetention {
  return {
    duration: rule.duration ?? null,
    startEvent: rule.startEvent ?? null,
    action: rule.action,
    appliesTo: rule.appliesTo ?? null,
    criterion: wordsIn(language, rule.criterion),
    legalReference: rule.legalReference ?? null,
  };
}
