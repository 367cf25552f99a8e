import type { DenyReason, PermitReason } from '../decide/decision.ts';
import type { ActorType } from '../decide/question.ts';
import type {
  CategoryId,
  ConsentStatusId,
  LegalBasisId,
  OperationId,
  RequestStatusId,
  RightId,
} from '../vocabulary/index.ts';

/** What a record is about. One `decision` per decision; what was really served is a second kind, once per answer. */
export type RecordKind =
  | 'decision'
  | 'served'
  | 'consent-changed'
  | 'objection-changed'
  | 'restriction-changed'
  | 'notice-changed'
  | 'relationship-changed'
  | 'export-opened'
  | 'export-closed'
  | 'incident';

/** Who acted, without saying who: a type, a role, a pseudonym or a service's own name. */
export interface RecordActor {
  readonly type: ActorType;
  readonly role?: string | undefined;
  readonly pseudonym?: string | undefined;
}

/** One line of evidence (Art. 5(2), 30): names, categories and pseudonyms; never a value. */
export interface AuditRecord {
  /** UUIDv7. */
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly kind: RecordKind;
  /** Id of the unit of work (request, job): its records form one trace. */
  readonly unit: string;
  readonly outcome: 'allow' | 'deny';
  /** The denial was observed, not enforced. */
  readonly observed?: boolean | undefined;
  readonly reason: PermitReason | DenyReason | string;
  readonly purpose?: string | undefined;
  readonly legalBasis?: LegalBasisId | undefined;
  readonly article?: string | undefined;
  readonly operation?: OperationId | undefined;
  readonly policyVersion: string;
  readonly categories?: readonly CategoryId[] | undefined;
  readonly specialCategory?: boolean | undefined;
  /** Paths of fields, `Customer.email`. */
  readonly fields?: readonly string[] | undefined;
  /** How many keys were dropped because nobody declared them for the purpose. */
  readonly dropped?: number | undefined;
  /** Pseudonym of the one subject concerned. */
  readonly subject?: string | undefined;
  /** How many subjects, for lists. */
  readonly subjectCount?: number | undefined;
  readonly actor?: RecordActor | undefined;
  readonly consentStatus?: ConsentStatusId | undefined;
  readonly consentRecordId?: string | undefined;
  /** By how many milliseconds what was known of the subject's consents may have lain behind: the bound of docs/durable-state.md, provable. */
  readonly consentAgeMs?: number | undefined;
  readonly recipient?: string | undefined;
  readonly recipientCountry?: string | undefined;
  readonly transferMechanism?: string | undefined;
  readonly right?: RightId | undefined;
  readonly requestId?: string | undefined;
  readonly requestStatus?: RequestStatusId | undefined;
  readonly tenant?: string | undefined;
  /** Contract on whose instructions we act as processor (Art. 28(3)(a)), with its version, as the policy names it. */
  readonly instruction?: string | undefined;
  /** Route pattern, `GET /orders/:id`; never the URL. */
  readonly route?: string | undefined;
  /** Problem slug or error code. */
  readonly errorType?: string | undefined;
  /** W3C trace context of the request, for the link: 32 and 16 hex digits. */
  readonly trace?: { readonly traceId: string; readonly spanId: string } | undefined;
}
