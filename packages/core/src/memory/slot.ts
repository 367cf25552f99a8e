import type { AuditRecord } from '../record/audit-record.ts';

/** A place in memory for one record after another: an object that has every key of a record. */
export type Slot = { -readonly [Key in keyof AuditRecord]: AuditRecord[Key] };

/** Copies a record into a slot, over all that it held; an object without keys becomes a slot by it. */
export function fillSlot(slot: Partial<Slot>, record: AuditRecord): asserts slot is Slot {
  slot.id = record.id;
  slot.at = record.at;
  slot.kind = record.kind;
  slot.unit = record.unit;
  slot.outcome = record.outcome;
  slot.observed = record.observed;
  slot.reason = record.reason;
  slot.purpose = record.purpose;
  slot.legalBasis = record.legalBasis;
  slot.article = record.article;
  slot.operation = record.operation;
  slot.policyVersion = record.policyVersion;
  slot.categories = record.categories;
  slot.specialCategory = record.specialCategory;
  slot.fields = record.fields;
  slot.dropped = record.dropped;
  slot.subject = record.subject;
  slot.subjectCount = record.subjectCount;
  slot.actor = record.actor;
  slot.consentStatus = record.consentStatus;
  slot.consentRecordId = record.consentRecordId;
  slot.consentAgeMs = record.consentAgeMs;
  slot.recipient = record.recipient;
  slot.recipientCountry = record.recipientCountry;
  slot.transferMechanism = record.transferMechanism;
  slot.right = record.right;
  slot.requestId = record.requestId;
  slot.requestStatus = record.requestStatus;
  slot.tenant = record.tenant;
  slot.instruction = record.instruction;
  slot.route = record.route;
  slot.errorType = record.errorType;
  slot.trace = record.trace;
}
