export { CANARY_FIELDS, type CanarySubject, canarySubject } from './canary.ts';
export { type CanaryFinding, type CanaryForm, findCanaries } from './find-canaries.ts';
export {
  type ChangeUnderTest,
  describeInvalidations,
  type InvalidationsContractOptions,
  type InvalidationsEnd,
  type InvalidationsUnderTest,
} from './invalidations.ts';
export { describeLedger, type LedgerContractOptions } from './ledger.ts';
export { consentGiven, consentWithdrawn, objectionLifted } from './subject-events.ts';
export type { StoreToTest } from './subject-store/contract-test.ts';
export { describeSubjectStore } from './subject-store.ts';
export type { Expectation, TestApi } from './test-api.ts';
