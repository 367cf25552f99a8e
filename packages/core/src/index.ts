export type {
  Catalogue,
  CompiledField,
  CompiledModel,
  CompiledPurpose,
  FieldUse,
} from './catalogue/catalogue.ts';
export { assertNoErrors } from './catalogue/check.ts';
export { checkPolicy } from './catalogue/check-policy/check-policy.ts';
export { type CatalogueInput, compileCatalogue } from './catalogue/compile-catalogue.ts';
export type { Finding, Severity } from './catalogue/finding.ts';
export { type RouteFindingCode, routeFinding } from './catalogue/route-findings.ts';
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
export type { DisclosureFacts, JobFacts } from './enforce/jobs.ts';
export type { Incoming, Processing, Running } from './enforce/processing.ts';
export { type RedactableConsole, redactConsole } from './enforce/redact/console.ts';
export { type LoggedError, loggedError } from './enforce/redact/errors.ts';
export {
  type ParentLogger,
  type PinoRedaction,
  pinoRedaction,
  redactChildren,
} from './enforce/redact/pino.ts';
export type { Redactor } from './enforce/redact/redactor.ts';
export { type OpaqueBody, opaque, type Returns } from './enforce/returns.ts';
export type { ProcessingOptions, SubjectMode } from './enforce/route-plan.ts';
export {
  type Actor,
  bindSubject,
  identify,
  type UnitFacts,
  type UnitOfWork,
} from './enforce/unit.ts';
export { type ErrorCode, type FieldError, isPrivacyError, PrivacyError } from './errors.ts';
export { hasUnreadBody, isEmptyBody, isValueBody } from './http/bodies.ts';
export { bringIn, type ReadableRequest } from './http/bring-in.ts';
export { type ChosenPurpose, compileChoice } from './http/chosen-purpose.ts';
export { consentEpochHeaders, consentEpochOf } from './http/consent-epoch.ts';
export type { Exit, Fail } from './http/exit.ts';
export type { ErrorEdge, ProblemToSend } from './http/failure.ts';
export { createFailures, type Failures, type OnError, type Outlet } from './http/failures.ts';
export { problemMembers } from './http/foreign-problem.ts';
export { gpcSignalled } from './http/gpc.ts';
export { exitOf, guardResponse, type HelpedResponse, outletOf } from './http/guard-response.ts';
export type { NeutralRequest, NeutralResponse } from './http/neutral.ts';
export { PROBLEM_BASE } from './http/problem.ts';
export { createExit } from './http/request-exit.ts';
export type { RightsEndpoint, RightsEndpointOptions } from './http/rights-endpoint.ts';
export type { AnswerSink } from './http/sink.ts';
export { parseTraceparent } from './http/traceparent.ts';
export type { AnswerWriter } from './http/write-answer.ts';
export { type MemoryLedger, memoryLedger } from './memory/ledger.ts';
export { memorySubjectStore } from './memory/subject-store.ts';
export type {
  Awaitable,
  Clock,
  Ledger,
  LedgerEntry,
  PersonalDataSource,
  ReadNeeds,
  SubjectReading,
  SubjectStore,
} from './ports.ts';
export { createPrivacy } from './privacy.ts';
export type { Privacy } from './privacy-api.ts';
export type { PrivacyOptions } from './privacy-options.ts';
export { attributesOf, type OptInAttributes, type SpanAttributes } from './record/attributes.ts';
export type { AuditRecord, RecordActor, RecordKind } from './record/audit-record.ts';
export type { ConsentChange, ConsentStanding } from './rights/consent-status.ts';
export type { ActOptions } from './rights/context.ts';
export type { ExportOptions, ExportStream } from './rights/export/open-export.ts';
export type { ObjectionDecision, ObjectionInput, ObjectionOutcome } from './rights/objection.ts';
export type { PublishedAuthority } from './rights/published-parties.ts';
export type { ConsentReceipt, ReceiptOptions } from './rights/receipt.ts';
export type { RestrictionInput, RestrictionLift } from './rights/restriction.ts';
export type { Rights } from './rights/rights.ts';
export type { NamedScope } from './rights/scope.ts';
export type { Standings } from './rights/standings.ts';
export { flawOfAct } from './rights/unambiguous.ts';
