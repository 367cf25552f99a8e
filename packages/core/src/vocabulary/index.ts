export { ADEQUATE_COUNTRIES, type AdequacyDecision, adequacyDecision } from './adequacy.ts';
export { ancestors, isA } from './ancestors.ts';
export { EEA_COUNTRIES, EU_COUNTRIES, isInEea } from './countries.ts';
export { isCriminalOffence } from './criminal-offence.ts';
export type { BasisStatusId } from './generated/basis-status.ts';
export type { BreachId } from './generated/breach.ts';
export { CATEGORY_ALIASES, type CategoryAlias, type CategoryId } from './generated/category.ts';
export type { ConceptId } from './generated/concept.ts';
export type { ConsentControlId } from './generated/consent-control.ts';
export type { ConsentStatusId } from './generated/consent-status.ts';
export type { ConsentTypeId } from './generated/consent-type.ts';
export {
  CRIMINAL_OFFENCE_BASIS_ALIASES,
  type CriminalOffenceBasisAlias,
  type CriminalOffenceBasisId,
} from './generated/criminal-offence-basis.ts';
export type { DataKindId } from './generated/data-kind.ts';
export {
  DATA_SOURCE_ALIASES,
  type DataSourceAlias,
  type DataSourceId,
} from './generated/data-source.ts';
export type { DataSubjectId } from './generated/data-subject.ts';
export type { DurationId } from './generated/duration.ts';
export type { JustificationId } from './generated/justification.ts';
export { ALIASES, type IdByKind, KINDS } from './generated/kinds.ts';
export {
  LEGAL_BASIS_ALIASES,
  type LegalBasisAlias,
  type LegalBasisId,
} from './generated/legal-basis.ts';
export type { MeasureId } from './generated/measure.ts';
export { NECESSITY_ALIASES, type NecessityAlias, type NecessityId } from './generated/necessity.ts';
export type { NoticeId } from './generated/notice.ts';
export type { NoticeStatusId } from './generated/notice-status.ts';
export type { OperationId } from './generated/operation.ts';
export type { PartyId } from './generated/party.ts';
export type { PropertyId } from './generated/property.ts';
export {
  PROVENANCE_ALIASES,
  type ProvenanceAlias,
  type ProvenanceId,
} from './generated/provenance.ts';
export type { PurposeTermId } from './generated/purpose.ts';
export type { RecordId } from './generated/record.ts';
export type { RequestStatusId } from './generated/request-status.ts';
export type { ReuseId } from './generated/reuse.ts';
export { RIGHT_ALIASES, type RightAlias, type RightId } from './generated/right.ts';
export {
  SPECIAL_CATEGORY_BASIS_ALIASES,
  type SpecialCategoryBasisAlias,
  type SpecialCategoryBasisId,
} from './generated/special-category-basis.ts';
export type { StorageConditionId } from './generated/storage-condition.ts';
export type { TransferMechanismId } from './generated/transfer-mechanism.ts';
export {
  INVALIDATED_MECHANISMS,
  type InvalidatedMechanism,
  invalidatedMechanism,
} from './invalidated-mechanisms.ts';
export { type CompactIri, expandIri, PREFIXES, type Prefix } from './prefixes.ts';
export { resolve } from './resolve.ts';
export {
  type MainLegalBasisId,
  mainLegalBasis,
  RIGHTS_BY_BASIS,
  rightApplies,
} from './rights-by-basis.ts';
export {
  isSpecialCategory,
  SPECIAL_CATEGORY_FAMILIES,
  type SpecialCategoryFamily,
  specialCategoryFamilies,
} from './special-category.ts';
export {
  isTerm,
  type Kind,
  type Language,
  label,
  type Term,
  type TermId,
  term,
  termsOf,
} from './term.ts';
