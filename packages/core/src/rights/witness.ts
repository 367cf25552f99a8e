import { currentUnit } from '../enforce/current.ts';
import type { Awaitable, Ledger } from '../ports.ts';
import { acceptor } from '../record/acceptor.ts';
import type { AuditRecord } from '../record/audit-record.ts';
import { recordId, unitId } from '../record/ids.ts';
import type { Pseudonymiser } from '../record/pseudonym.ts';
import { timestamp } from '../record/timestamp.ts';
import type { ExportFacts, RightsFacts } from './facts.ts';

/** What a witness is made of. */
export interface WitnessParts {
  readonly ledger: Ledger;
  readonly pseudonymiser: Pseudonymiser;
  /** Milliseconds within which the ledger must accept. */
  readonly deadline: number;
}

/** Turns what happened to a right into records, and has them accepted. Throws `audit-unavailable` where they are not. */
export function createWitness({
  ledger,
  pseudonymiser,
  deadline,
}: WitnessParts): (facts: RightsFacts) => Awaitable<void> {
  const accept = acceptor(ledger, deadline);
  return (facts) => accept({ ...baseOf(facts, pseudonymiser), ...detailsOf(facts) });
}

function baseOf(facts: RightsFacts, pseudonymiser: Pseudonymiser) {
  const unit = currentUnit();
  return {
    id: recordId(facts.now),
    at: timestamp(facts.now),
    unit: unit?.id ?? unitId(facts.now),
    policyVersion: facts.catalogue.version,
    subject:
      facts.salt === undefined
        ? undefined
        : pseudonymiser.subject(facts.salt, facts.subject, unit?.tenant),
    actor: { type: facts.actor },
    right: facts.right,
    route: unit?.route,
    trace: unit?.trace,
  };
}

function detailsOf(
  facts: RightsFacts,
): Pick<AuditRecord, 'kind' | 'outcome' | 'reason'> & Partial<AuditRecord> {
  switch (facts.kind) {
    case 'consent-changed':
    case 'objection-changed':
    case 'restriction-changed':
      return {
        kind: facts.kind,
        outcome: 'allow',
        reason: facts.event,
        purpose: facts.purpose,
        legalBasis: facts.legalBasis,
        recipient: facts.recipient,
        consentStatus: facts.consentStatus,
        consentRecordId: facts.kind === 'consent-changed' ? facts.recordId : undefined,
        fields: facts.fields,
      };
    case 'notice-changed':
    case 'relationship-changed':
      return { kind: facts.kind, outcome: 'allow', reason: facts.event };
    case 'export-opened':
    case 'export-closed':
      return { kind: facts.kind, reason: reasonOf(facts), ...exported(facts) };
    case 'incident':
      return {
        kind: facts.kind,
        outcome: 'deny',
        reason: facts.errorType,
        errorType: facts.errorType,
        requestId: facts.requestId,
      };
  }
}

function exported(facts: ExportFacts) {
  return {
    outcome: facts.errorType === undefined ? ('allow' as const) : ('deny' as const),
    operation: 'dpv:Export' as const,
    fields: facts.fields,
    categories: facts.categories,
    requestId: facts.requestId,
    requestStatus: statusOf(facts),
    errorType: facts.errorType,
  };
}

function reasonOf(facts: ExportFacts): string {
  if (facts.kind === 'export-opened') return 'opened';
  return facts.complete ? `complete: ${facts.count} records` : 'broken off';
}

function statusOf(facts: ExportFacts) {
  if (facts.kind === 'export-opened') return 'dpv:RequestAccepted' as const;
  return facts.complete ? ('dpv:RequestFulfilled' as const) : ('dpv:RequestUnfulfilled' as const);
}
