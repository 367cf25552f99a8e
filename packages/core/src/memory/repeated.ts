import type { AuditRecord } from '../record/audit-record.ts';

/** What is a record's own: when, about whom, by whom, under which id. */
export type OwnKey =
  | 'id'
  | 'at'
  | 'unit'
  | 'dropped'
  | 'subject'
  | 'subjectCount'
  | 'actor'
  | 'consentRecordId'
  | 'consentAgeMs'
  | 'trace';

/** The rest, which all records of one route and one decision say alike. Every key must be given. */
export type Repeated = {
  readonly [Key in Exclude<keyof AuditRecord, OwnKey>]: AuditRecord[Key];
};

/** How many different ones are looked through; an application that answers on more routes at once keeps some of them twice. */
const RECENT = 32;

/**
 * Finds what a record repeats of one of those before it, and makes it anew where there is none: kept once for thousands
 * of records, it costs the collector nothing.
 */
export function createRepeated(): (record: AuditRecord) => Repeated {
  const recent: Repeated[] = [];
  let likely = 0;
  let oldest = 0;
  return (record) => {
    // Requests that are alike leave the same records in the same order: the one after the last that was found.
    for (let tried = 0; tried < recent.length; tried++) {
      const candidate = recent[likely];
      likely = likely + 1 < recent.length ? likely + 1 : 0;
      if (candidate !== undefined && repeats(record, candidate)) return candidate;
    }
    const made = repeatedOf(record);
    recent[oldest] = made;
    oldest = (oldest + 1) % RECENT;
    return made;
  };
}

function repeats(record: AuditRecord, known: Repeated): boolean {
  return (
    record.route === known.route &&
    record.kind === known.kind &&
    record.purpose === known.purpose &&
    record.outcome === known.outcome &&
    record.observed === known.observed &&
    record.reason === known.reason &&
    record.legalBasis === known.legalBasis &&
    record.article === known.article &&
    record.operation === known.operation &&
    record.policyVersion === known.policyVersion &&
    record.categories === known.categories &&
    record.specialCategory === known.specialCategory &&
    record.fields === known.fields &&
    record.consentStatus === known.consentStatus &&
    record.recipient === known.recipient &&
    record.recipientCountry === known.recipientCountry &&
    record.transferMechanism === known.transferMechanism &&
    record.right === known.right &&
    record.requestId === known.requestId &&
    record.requestStatus === known.requestStatus &&
    record.tenant === known.tenant &&
    record.instruction === known.instruction &&
    record.errorType === known.errorType
  );
}

function repeatedOf(record: AuditRecord): Repeated {
  return {
    kind: record.kind,
    outcome: record.outcome,
    observed: record.observed,
    reason: record.reason,
    purpose: record.purpose,
    legalBasis: record.legalBasis,
    article: record.article,
    operation: record.operation,
    policyVersion: record.policyVersion,
    categories: record.categories,
    specialCategory: record.specialCategory,
    fields: record.fields,
    consentStatus: record.consentStatus,
    recipient: record.recipient,
    recipientCountry: record.recipientCountry,
    transferMechanism: record.transferMechanism,
    right: record.right,
    requestId: record.requestId,
    requestStatus: record.requestStatus,
    tenant: record.tenant,
    instruction: record.instruction,
    route: record.route,
    errorType: record.errorType,
  };
}
