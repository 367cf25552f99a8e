import type { PersonalDataInput } from '../declare/model.ts';
import type {
  CategoryId,
  DataSourceId,
  IdByKind,
  Kind,
  LegalBasisId,
  ProvenanceId,
} from '../vocabulary/index.ts';
import { isA, isCriminalOffence, isSpecialCategory, resolve } from '../vocabulary/index.ts';
import type { CompiledPurpose, FieldUse } from './catalogue.ts';
import { checkOffence, checkSpecialCategory } from './check-category.ts';
import { statedLegalBases } from './compile-purposes.ts';
import type { Report } from './model-finding.ts';

/** One use of a field, with everything that is found while it is resolved. `place` is the field, `Customer.email`. */
export function compileUse(
  input: PersonalDataInput,
  category: CategoryId,
  purpose: CompiledPurpose,
  place: string,
  report: Report,
): FieldUse {
  const term = <K extends Kind>(name: string | undefined, kind: K): IdByKind[K] | undefined => {
    if (name === undefined) return undefined;
    const id = resolve(name, kind);
    if (id === undefined) report('term-unknown', place, `${name} is no ${kind} of the vocabulary.`);
    return id;
  };
  const source = term(input.source, 'data-source') ?? 'dpv:DataSubjectDataSource';
  const required = term(input.necessity, 'necessity') === 'dpv:Required';
  if (required && input.consequence === undefined) {
    report('consequence-missing', place, 'It is required, but not said what follows without it.');
  }
  const use: FieldUse = Object.freeze({
    purpose: purpose.id,
    legalBasis: legalBasisOf(input, purpose, term(input.legalBasis, 'legal-basis'), place, report),
    specialCategoryBasis: isSpecialCategory(category)
      ? (term(input.specialCategoryBasis, 'special-category-basis') ?? purpose.specialCategoryBasis)
      : undefined,
    criminalOffenceBasis: isCriminalOffence(category)
      ? term(
          input.criminalOffenceBasis ?? purpose.input.criminalOffenceBasis,
          'criminal-offence-basis',
        )
      : undefined,
    required,
    consequence: input.consequence,
    source,
    provenance: term(input.provenance, 'provenance') ?? provenanceFrom(source),
    automated: input.automated ?? true,
  });
  if (isSpecialCategory(category)) checkSpecialCategory(use, category, purpose, place, report);
  if (isCriminalOffence(category)) checkOffence(use, category, place, report);
  return use;
}

/**
 * The basis of the pair (field, purpose): what the field says, if the purpose says nothing else; of a general and a
 * finer one, the finer. Undefined, so that nothing is permitted, where the two contradict each other.
 */
function legalBasisOf(
  input: PersonalDataInput,
  purpose: CompiledPurpose,
  own: LegalBasisId | undefined,
  place: string,
  report: Report,
): LegalBasisId | undefined {
  if (input.legalBasis === undefined) return purpose.legalBasis;
  if (own === undefined) return undefined;
  const stated = statedLegalBases(purpose.input);
  if (stated.length === 0) return own;
  for (const basis of stated) {
    if (basis === undefined) continue;
    if (isA(own, basis)) return own;
    if (isA(basis, own)) return basis;
  }
  const told = stated.map((basis) => basis ?? 'an unknown basis').join(' and ');
  const message = `It rests on ${own}, its purpose ${purpose.id} on ${told}.`;
  report('legal-basis-contradiction', place, message, [purpose.input.at]);
  return undefined;
}

function provenanceFrom(source: DataSourceId): ProvenanceId {
  if (isA(source, 'dpv:DataSubjectDataSource')) return 'dpv:ProvidedPersonalData';
  if (source === 'dpv:DataControllerDataSource') return 'dpv:GeneratedPersonalData';
  return 'dpv:CollectedPersonalData';
}
