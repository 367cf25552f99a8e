import type { AuditRecord } from '../record/audit-record.ts';
import { recordId, unitId } from '../record/ids.ts';

/** A believable permit, with ids of its own. */
export function auditRecord(): AuditRecord {
  return {
    id: recordId(),
    at: '2026-11-22T09:00:00.000Z',
    kind: 'decision',
    unit: unitId(),
    outcome: 'allow',
    reason: 'contract',
    purpose: 'order',
    legalBasis: 'eu-gdpr:A6-1-b',
    operation: 'dpv:Collect',
    policyVersion: '1',
    categories: ['pd:EmailAddress'],
    subject: 'cHNldWRvbnltLW9mLW9u',
    actor: { type: 'data-subject' },
  };
}

/** Every key that a record can have. */
export function fullRecord(): Required<AuditRecord> {
  return {
    id: recordId(),
    at: '2026-11-22T09:00:00.001Z',
    kind: 'export-closed',
    unit: unitId(),
    outcome: 'deny',
    observed: true,
    reason: 'consent-withdrawn',
    purpose: 'newsletter',
    legalBasis: 'eu-gdpr:A6-1-a',
    article: 'Art. 7(3)',
    operation: 'dpv:Use',
    policyVersion: '2',
    categories: ['pd:EmailAddress', 'pd:Name'],
    specialCategory: true,
    fields: ['Customer.email'],
    dropped: 3,
    subject: 'cHNldWRvbnltLW9mLW9u',
    subjectCount: 2,
    actor: { type: 'staff', role: 'support', pseudonym: 'cHNldWRvbnltLW9mLXR3' },
    consentStatus: 'dpv:ConsentWithdrawn',
    consentRecordId: recordId(),
    consentAgeMs: 12,
    recipient: 'mailer',
    recipientCountry: 'US',
    transferMechanism: 'eu-gdpr:A46-2-c',
    right: 'eu-gdpr:A15',
    requestId: unitId(),
    requestStatus: 'dpv:RequestFulfilled',
    tenant: 'north',
    instruction: 'contract 7, version 2',
    route: 'GET /orders/:id',
    errorType: 'consent-withdrawn',
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
  };
}
