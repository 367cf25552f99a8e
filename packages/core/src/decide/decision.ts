import type { ErrorCode } from '../errors.ts';
import type { ConsentStatusId, LegalBasisId } from '../vocabulary/index.ts';

/** Why something is permitted: the closed set, each with its article. */
export const PERMIT_REASONS = {
  consent_given: 'Art. 6(1)(a)',
  contract: 'Art. 6(1)(b)',
  legal_obligation: 'Art. 6(1)(c)',
  vital_interests: 'Art. 6(1)(d)',
  public_task: 'Art. 6(1)(e)',
  legitimate_interests: 'Art. 6(1)(f)',
  soft_opt_in: 'ePrivacy Art. 13(2)',
  /** We process for a tenant who has instructed it; the legal basis is the tenant's. */
  instructed: 'Art. 28(3)(a), 29',
  /** Nothing stands against it whoever the subject is; each subject of the answer is decided by itself. */
  per_subject: 'Art. 6(1)',
} as const;

/** Why something is refused: the closed set, each with its article and the problem that it becomes at the edge. */
export const DENY_REASONS = {
  consent_missing: deny('Art. 6(1)(a), 7(1)', 'consent-required'),
  consent_refused: deny('Art. 6(1)(a), 7(1)', 'consent-required'),
  consent_withdrawn: deny('Art. 7(3)', 'consent-required'),
  consent_expired: deny('Art. 7(1)', 'consent-required'),
  consent_superseded: deny('Art. 4(11), 7(1)', 'consent-required'),
  consent_not_explicit: deny('Art. 9(2)(a)', 'explicit-consent-required'),
  objected: deny('Art. 21', 'processing-objected'),
  objection_pending: deny('Art. 18(1)(d), 21(1)', 'restricted-pending-objection'),
  restricted: deny('Art. 18(2)', 'processing-restricted'),
  state_unknown: deny('Art. 5(2), 7(1)', 'state-unknown'),
  gpc: deny('Art. 7, 21', 'processing-objected'),
  purpose_unknown: deny('Art. 5(1)(b)', 'purpose-incompatible'),
  purpose_incompatible: deny('Art. 5(1)(b), 6(4)', 'purpose-incompatible'),
  purpose_not_instructed: deny('Art. 28(3)(a), 29', 'purpose-not-instructed'),
  notice_not_delivered: deny('Art. 13(3)', 'processing-refused'),
  legal_basis_missing: deny('Art. 6(1)', 'processing-refused'),
  special_category_condition_missing: deny('Art. 9(1)', 'processing-refused'),
  channel_not_declared: deny('ePrivacy Art. 13', 'processing-refused'),
  role_not_granted: deny('Art. 29, 32(4)', 'role-not-granted'),
  relationship_missing: deny('Art. 5(1)(f), 32(4)', 'role-not-granted'),
  actor_unknown: deny('Art. 32(1)(b)', 'actor-unknown'),
  recipient_unknown: deny('Art. 13(1)(e), 5(1)(f)', 'recipient-not-allowed'),
  recipient_not_allowed: deny('Art. 28(3)(a), 5(1)(b)', 'recipient-not-allowed'),
  transfer_mechanism_missing: deny('Art. 44', 'transfer-not-allowed'),
  prohibited_by_policy: deny('Art. 5(1)(a)', 'prohibited-by-policy'),
} as const satisfies Record<string, DenyEntry>;

interface DenyEntry {
  readonly article: string;
  readonly problem: ErrorCode;
}

/** A permit's reason. */
export type PermitReason = keyof typeof PERMIT_REASONS;
/** A denial's reason. */
export type DenyReason = keyof typeof DENY_REASONS;

interface DecisionBase {
  readonly purpose: string;
  /** `undefined` where the policy states none. */
  readonly legalBasis: LegalBasisId | undefined;
  /** The rule applied. */
  readonly article: string;
  /** Version of the policy that was applied. */
  readonly policyVersion: string;
  /** Where consent stands, for purposes that rest on it. */
  readonly consentStatus: ConsentStatusId | undefined;
}

/** Go on. */
export interface Permit extends DecisionBase {
  readonly outcome: 'allow';
  readonly reason: PermitReason;
}

/** Do not. */
export interface Denial extends DecisionBase {
  readonly outcome: 'deny';
  readonly reason: DenyReason;
}

/** The answer to a {@link Question}: always says why, by which rule, under which version. */
export type Decision = Permit | Denial;

function deny(article: string, problem: ErrorCode): DenyEntry {
  return { article, problem };
}
