import type { Policy } from './declare/define-policy.ts';
import type { ModelRef } from './declare/model.ts';
import type { PolicyInput } from './declare/policy-input.ts';
import type { Mode } from './enforce/gate.ts';
import type { Clock, Ledger, LedgerEntry, PersonalDataSource, SubjectStore } from './ports.ts';

/** What `createPrivacy` takes. Only the policy and the models are needed to begin with. */
export interface PrivacyOptions<P extends string = string> {
  /** The policy in force, or the next one where its date lies ahead. */
  readonly policy: Policy<P>;
  /** Other versions of the same policy: earlier ones, which keep applying until the next begins, or later ones. */
  readonly versions?: readonly PolicyInput[];
  /** Every declared model of the application; those that they nest are found by themselves. */
  readonly models: readonly ModelRef[];
  /** Where consents live. Default: in memory, which is said at start. */
  readonly store?: SubjectStore;
  /** Where evidence lives. Default: in memory, which is said at start. */
  readonly ledger?: Ledger;
  /** Where the application keeps personal data, per model; what the export reads. */
  readonly sources?: readonly PersonalDataSource[];
  /** Views of the ledger, such as the OpenTelemetry relay: called with each entry after it was accepted. */
  readonly relays?: readonly ((entry: LedgerEntry) => void)[];
  /** Key of the pseudonyms in the audit trail, at least 16 bytes, kept apart from the ledger. Default: random, so that pseudonyms end with the process. */
  readonly pseudonymKey?: string | Uint8Array;
  /** Default `Date.now`. */
  readonly clock?: Clock;
  /** Milliseconds that store and ledger have to answer. Default 250. */
  readonly deadline?: number;
  /** Milliseconds that a source has to hand over its list, or each of its records, to an export. Default 10,000. */
  readonly sourceDeadline?: number;
  /** Purposes that are only observed for now: what would be refused is recorded and let through. Loud, never the default. */
  readonly modes?: { readonly [K in P]?: Mode };
  /** Where the rights endpoint is mounted, for links in notices and refusals. Default `/privacy`. */
  readonly baseUrl?: string;
  /** Where warnings go at start. Default `console.warn`. */
  readonly warn?: (text: string) => void;
}
