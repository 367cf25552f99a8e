import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ActorType } from '../decide/question.ts';
import type { ConsentState } from '../decide/state.ts';
import type { SubjectView } from '../decide/view.ts';
import type { RecipientInput } from '../declare/recipient-input.ts';
import type { Recorder } from '../enforce/recorder.ts';
import type { UnitOfWork } from '../enforce/unit.ts';
import type { Ledger } from '../ports.ts';
import { acceptor } from './acceptor.ts';
import type { RecordActor } from './audit-record.ts';
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

/**
 * Makes records of decisions and answers, and has the ledger accept them before anything counts. Two are
 * made per request: one literal each, with the same keys in the same order, so that whoever reads them meets one shape.
 * What takes a call is worked out before the literal: V8 makes the object first, and after a call in the middle of it
 * checks and guards every single key that it still has to set.
 */
export function createRecorder({ ledger, pseudonymiser, deadline }: RecorderParts): Recorder {
  const accept = acceptor(ledger, deadline);
  const subjectOf = (unit: UnitOfWork, view: SubjectView | undefined): string | undefined => {
    if (unit.subject === undefined || view?.known === undefined) return undefined;
    return pseudonymiser.subject(view.known.salt, unit.subject, unit.tenant);
  };
  const actorOf = ({ actor, tenant }: UnitOfWork): RecordActor => {
    const { type, role, id } = actor;
    // A service is named by its own name, which is nobody's; people are never named.
    const unnamed = id === undefined || type === 'data-subject';
    if (unnamed && role === undefined) return plainActor(type);
    return { type, role, pseudonym: unnamed ? undefined : pseudonymiser.actor(id, tenant) };
  };

  return {
    decision: (unit, facts) => {
      const { asked, decision, now, view } = facts;
      const { question } = asked;
      const id = recordId(now);
      const at = timestamp(now);
      const subject = subjectOf(unit, view);
      const actor = actorOf(unit);
      const consentRecordId = consentOf(view, question.purpose)?.recordId;
      const consentAgeMs = wholeMs(facts.ageMs);
      const registered = recipientOf(view?.catalogue, question.recipient);
      const instruction = instructionOf(unit);
      return accept({
        id,
        at,
        kind: 'decision',
        unit: unit.id,
        outcome: decision.outcome,
        observed: facts.observed || undefined,
        reason: decision.reason,
        purpose: decision.purpose,
        legalBasis: decision.legalBasis,
        article: decision.article,
        operation: question.operation,
        policyVersion: unit.catalogue?.version ?? 'none',
        categories: question.categories,
        specialCategory: asked.special || undefined,
        fields: question.fields,
        dropped: facts.dropped === 0 ? undefined : facts.dropped,
        subject,
        subjectCount: undefined,
        actor,
        consentStatus: decision.consentStatus,
        consentRecordId,
        consentAgeMs,
        recipient: question.recipient,
        recipientCountry: registered?.country,
        transferMechanism: registered?.transfer?.mechanism,
        tenant: unit.tenant,
        instruction,
        route: unit.route,
        trace: unit.trace,
      });
    },
    served: (unit, { asked, decision, view }, facts) => {
      const { question } = asked;
      const { now, opaque } = facts;
      const id = recordId(now);
      const at = timestamp(now);
      const reason = opaque === undefined ? decision.reason : `opaque: ${opaque}`;
      const subject = subjectOf(unit, view);
      const actor = actorOf(unit);
      const consentAgeMs = wholeMs(facts.ageMs);
      const instruction = instructionOf(unit);
      return accept({
        id,
        at,
        kind: 'served',
        unit: unit.id,
        outcome: decision.outcome,
        observed: undefined,
        reason,
        purpose: question.purpose,
        legalBasis: decision.legalBasis,
        article: undefined,
        operation: question.operation,
        policyVersion: unit.catalogue?.version ?? 'none',
        categories: question.categories,
        specialCategory: undefined,
        fields: facts.fields,
        dropped: undefined,
        subject,
        subjectCount: subject === undefined ? facts.subjects : undefined,
        actor,
        consentStatus: undefined,
        consentRecordId: undefined,
        consentAgeMs,
        recipient: undefined,
        recipientCountry: undefined,
        transferMechanism: undefined,
        tenant: unit.tenant,
        instruction,
        route: unit.route,
        trace: unit.trace,
      });
    },
    incident: (unit, { question, errorType, now }) =>
      accept({
        id: recordId(now),
        at: timestamp(now),
        kind: 'incident',
        unit: unit.id,
        outcome: 'deny',
        reason: errorType,
        purpose: question?.purpose ?? unit.purpose,
        operation: question?.operation,
        policyVersion: unit.catalogue?.version ?? 'none',
        actor: actorOf(unit),
        tenant: unit.tenant,
        instruction: instructionOf(unit),
        route: unit.route,
        errorType,
        trace: unit.trace,
      }),
  };
}

/** Rounded up: knowledge is never said to be younger than it was. */
function wholeMs(ageMs: number | undefined): number | undefined {
  return ageMs === undefined ? undefined : Math.ceil(ageMs);
}

/** The contract under which we act for the tenant, in the policy that was applied. */
function instructionOf({ tenant, catalogue }: UnitOfWork): string | undefined {
  if (tenant === undefined) return undefined;
  const tenants = catalogue?.policy.tenants ?? {};
  return Object.hasOwn(tenants, tenant) ? tenants[tenant]?.contractReference : undefined;
}

const PLAIN_ACTORS = new Map<ActorType, RecordActor>();

/** Somebody of whom only the type is recorded; the same object in all records. */
function plainActor(type: ActorType): RecordActor {
  const known = PLAIN_ACTORS.get(type);
  if (known !== undefined) return known;
  const actor = Object.freeze({ type });
  PLAIN_ACTORS.set(type, actor);
  return actor;
}

function consentOf(view: SubjectView | undefined, purpose: string): ConsentState | undefined {
  if (view?.known === undefined) return undefined;
  for (const consent of view.known.consents) if (consent.purpose === purpose) return consent;
  return undefined;
}

function recipientOf(
  catalogue: Catalogue | undefined,
  recipient: string | undefined,
): RecipientInput | undefined {
  if (recipient === undefined) return undefined;
  const recipients = catalogue?.policy.recipients ?? {};
  return Object.hasOwn(recipients, recipient) ? recipients[recipient] : undefined;
}
