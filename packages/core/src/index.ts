export type {
  Catalogue,
  CompiledField,
  CompiledModel,
  CompiledPurpose,
  FieldUse,
} from './catalogue/catalogue.ts';
export { checkPolicy } from './catalogue/check-policy/check-policy.ts';
export { type CatalogueInput, compileCatalogue } from './catalogue/compile-catalogue.ts';
export type { Finding, Severity } from './catalogue/finding.ts';
export { type CompiledQuestion, compileQuestion } from './decide/compile-question.ts';
export { decide } from './decide/decide.ts';
export type {
  Decision,
  Denial,
  DenyReason,
  Permit,
  PermitReason,
} from './decide/decision.ts';
export type { ConsentEvidence, ConsentScope, SubjectEvent } from './decide/event.ts';
export { emptyState, evolve, rebuild } from './decide/evolve.ts';
export type {
  ActorType,
  Question,
  QuestionActor,
  RestrictionException,
} from './decide/question.ts';
export type {
  ConsentState,
  NoticeState,
  ObjectionState,
  RelationshipState,
  RestrictionGround,
  RestrictionState,
  SubjectState,
  UnknownState,
} from './decide/state.ts';
export { type SubjectView, viewOf } from './decide/view.ts';
export type { Declarators } from './declare/declarators.ts';
export type {
  ClassContext,
  ClassDecoratorOf,
  FieldContext,
  FieldDecorator,
} from './declare/decorator.ts';
export type {
  DefineModel,
  FieldSpec,
  KeysOf,
  OutputOf,
  PlainModelInput,
  SchemaModelInput,
} from './declare/define-model.ts';
export { definePolicy, type Policy } from './declare/define-policy.ts';
export { addDuration } from './declare/duration.ts';
export type {
  DefinedModel,
  FieldDeclaration,
  ModelClass,
  ModelRef,
  NestedAs,
  PersonalDataInput,
} from './declare/model.ts';
export type { PolicyInput } from './declare/policy-input.ts';
export type { RecipientInput } from './declare/recipient-input.ts';
export type { StandardSchemaV1 } from './declare/standard-schema.ts';
export type { NoticeDocument } from './describe/notice/document.ts';
export { noticeHash } from './describe/notice/hash.ts';
export { type NoticeOptions, notice } from './describe/notice/notice.ts';
export { registerCsv } from './describe/register/csv.ts';
export type {
  Activity,
  ControllerActivity,
  ProcessorActivity,
  RegisterDocument,
} from './describe/register/document.ts';
export { register } from './describe/register/register.ts';
export { noticeHtml, noticeMarkdown } from './describe/render/notice-page.ts';
export { currentUnit, runInside } from './enforce/current.ts';
export type { Mode } from './enforce/gate.ts';
export type { Incoming, Processing, Running } from './enforce/processing.ts';
export { type LoggedError, loggedError } from './enforce/redact/errors.ts';
export {
  type PinoRedaction,
  pinoRedaction,
  type Redactor,
  redactConsole,
} from './enforce/redact/logging.ts';
export { type OpaqueBody, opaque, type Returns } from './enforce/returns.ts';
export type { ProcessingOptions, SubjectMode } from './enforce/route-plan.ts';
export { type Actor, bindSubject, type UnitFacts, type UnitOfWork } from './enforce/unit.ts';
export { type ErrorCode, type FieldError, isPrivacyError, PrivacyError } from './errors.ts';
export { problemMembers } from './http/foreign-problem.ts';
export { gpcSignalled } from './http/gpc.ts';
export type { NeutralRequest, NeutralResponse } from './http/neutral.ts';
export { parseTraceparent } from './http/traceparent.ts';
export { type MemoryLedger, memoryLedger } from './memory/ledger.ts';
export { memorySubjectStore } from './memory/subject-store.ts';
export type {
  Awaitable,
  Clock,
  Ledger,
  LedgerEntry,
  PersonalDataSource,
  SubjectStore,
} from './ports.ts';
export { createPrivacy, type JobFacts, type Privacy, type ProblemToSend } from './privacy.ts';
export type { PrivacyOptions } from './privacy-options.ts';
export type { AuditRecord, RecordActor, RecordKind } from './record/audit-record.ts';
export { attributesOf, type OptInAttributes, type SpanAttributes } from './record/attributes.ts';
