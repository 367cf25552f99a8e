import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ConsentState } from '../decide/state.ts';
import type { SubjectView } from '../decide/view.ts';
import { isPromise, within } from '../enforce/deadline.ts';
import type { DecisionFacts, IncidentFacts, Recorder, ServedFacts } from '../enforce/recorder.ts';
import type { UnitOfWork } from '../enforce/unit.ts';
import { PrivacyError } from '../errors.ts';
import type { Ledger } from '../ports.ts';
import { isSpecialCategory } from '../vocabulary/index.ts';
import type { AuditRecord, RecordActor } from './audit-record.ts';
import { recordId } from './ids.ts';
import type { Pseudonymiser } from './pseudonym.ts';
import { timestamp } from './timestamp.ts';

/** What a recorder is made of. */
export interface RecorderParts {
  readonly ledger: Ledger;
  readonly pseudonymiser: Pseudonymiser;
  /** Milliseconds within which the ledger must accept. */
  readonly deadline: number;
}

/** Makes records of decisions and answers, and has the ledger accept them before anything counts. */
export function createRecorder({ ledger, pseudonymiser, deadline }: RecorderParts): Recorder {
  const accept = acceptor(ledger, deadline);
  const subjectOf = (unit: UnitOfWork, view: SubjectView | undefined): string | undefined => {
    if (unit.subject === undefined || view === undefined || 'unknown' in view.state)
      return undefined;
    return pseudonymiser.subject(view.state.salt, unit.subject, unit.tenant);
  };
  const actorOf = ({ actor, tenant }: UnitOfWork): RecordActor => ({
    type: actor.type,
    role: actor.role,
    // A service is named by its own name, which is nobody's; people are never named.
    pseudonym:
      actor.id === undefined || actor.type === 'data-subject'
        ? undefined
        : pseudonymiser.actor(actor.id, tenant),
  });

  return {
    decision: (unit, facts) =>
      accept({
        ...base(unit, facts.now),
        ...decided(facts, subjectOf(unit, facts.view)),
        actor: actorOf(unit),
      }),
    served: (unit, facts) =>
      accept({
        ...base(unit, facts.now),
        ...served(facts, subjectOf(unit, facts.view)),
        actor: actorOf(unit),
      }),
    incident: (unit, facts) =>
      accept({ ...base(unit, facts.now), ...happened(unit, facts), actor: actorOf(unit) }),
  };
}

/** Appends a record; waits where the ledger takes time; says `audit-unavailable` where it does not accept. */
export function acceptor(
  ledger: Ledger,
  deadline: number,
): (record: AuditRecord) => undefined | Promise<void> {
  const unavailable = (): never => {
    throw new PrivacyError('audit-unavailable');
  };
  return (record) => {
    try {
      const index = ledger.append(record);
      return isPromise(index)
        ? within(index, deadline).then(() => undefined, unavailable)
        : undefined;
    } catch {
      return unavailable();
    }
  };
}

function base(unit: UnitOfWork, now: number) {
  return {
    id: recordId(now),
    at: timestamp(now),
    unit: unit.id,
    policyVersion: unit.catalogue?.version ?? 'none',
    tenant: unit.tenant,
    route: unit.route,
    trace: unit.trace,
  };
}

function decided(facts: DecisionFacts, subject: string | undefined) {
  const { decision, question } = facts;
  return {
    kind: 'decision' as const,
    outcome: decision.outcome,
    observed: facts.observed || undefined,
    reason: decision.reason,
    purpose: decision.purpose,
    legalBasis: decision.legalBasis,
    article: decision.article,
    operation: question.operation,
    categories: question.categories,
    specialCategory: specialOf(facts),
    fields: question.fields,
    dropped: facts.dropped === 0 ? undefined : facts.dropped,
    subject,
    consentStatus: decision.consentStatus,
    consentRecordId: consentOf(facts.view, question.purpose)?.recordId,
    consentAgeMs: decision.consentStatus === undefined ? undefined : facts.now - facts.readAt,
    recipient: question.recipient,
    ...transferOf(facts.view?.catalogue, question.recipient),
  };
}

function served(facts: ServedFacts, subject: string | undefined) {
  return {
    kind: 'served' as const,
    outcome: facts.decision.outcome,
    reason: facts.opaque === undefined ? facts.decision.reason : `opaque: ${facts.opaque}`,
    purpose: facts.question.purpose,
    legalBasis: facts.decision.legalBasis,
    operation: facts.question.operation,
    categories: facts.question.categories,
    fields: facts.fields.map((it) => it.path),
    subject,
    subjectCount: subject === undefined ? facts.subjects : undefined,
  };
}

function happened(unit: UnitOfWork, facts: IncidentFacts) {
  return {
    kind: 'incident' as const,
    outcome: 'deny' as const,
    reason: facts.errorType,
    errorType: facts.errorType,
    purpose: facts.question?.purpose ?? unit.purpose,
    operation: facts.question?.operation,
  };
}

const SPECIAL = new WeakMap<object, boolean>();

/** Whether a question is about special categories; remembered per question, which is made once. */
function specialOf({ question }: DecisionFacts): boolean | undefined {
  const known = SPECIAL.get(question);
  if (known !== undefined) return known || undefined;
  const special = question.categories?.some((it) => isSpecialCategory(it)) ?? false;
  SPECIAL.set(question, special);
  return special || undefined;
}

function consentOf(view: SubjectView | undefined, purpose: string): ConsentState | undefined {
  if (view === undefined || 'unknown' in view.state) return undefined;
  return view.state.consents.find((it) => it.purpose === purpose);
}

function transferOf(catalogue: Catalogue | undefined, recipient: string | undefined) {
  const recipients = catalogue?.policy.recipients ?? {};
  if (recipient === undefined || !Object.hasOwn(recipients, recipient)) return {};
  const registered = recipients[recipient];
  return {
    recipientCountry: registered?.country,
    transferMechanism: registered?.transfer?.mechanism,
  };
}
