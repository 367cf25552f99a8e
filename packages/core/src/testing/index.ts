export { CANARY_FIELDS, type CanarySubject, canarySubject } from './canary.ts';
export { type CanaryFinding, type CanaryForm, findCanaries } from './find-canaries.ts';
export { describeLedger, type LedgerContractOptions } from './ledger.ts';
export { consentGiven, consentWithdrawn, objectionLifted } from './subject-events.ts';
export { describeSubjectStore } from './subject-store.ts';
export type { Expectation, TestApi } from './test-api.ts';
