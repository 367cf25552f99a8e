import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ActorType } from '../decide/question.ts';
import type { Awaitable, Clock, PersonalDataSource, SubjectStore } from '../ports.ts';
import type { Pseudonymiser } from '../record/pseudonym.ts';
import type { Language } from '../vocabulary/index.ts';
import type { RightsFacts } from './facts.ts';

/** Everything that the rights of a data subject are exercised with. All of it is passed in; nothing is found. */
export interface RightsContext {
  /** The catalogue in force at an instant (epoch milliseconds). Throws `policy-not-in-force` where there is none. */
  readonly catalogueAt: (now: number) => Catalogue;
  readonly store: SubjectStore;
  /** Where the application keeps personal data, one per model; order is the order of the export. */
  readonly sources: readonly PersonalDataSource[];
  readonly clock: Clock;
  /** A new UUID. */
  readonly newId: () => string;
  /**
   * SHA-256, in hexadecimal, of the text of one version of the notice in one language: what was shown when consent
   * was asked. `undefined` for a version that was never in force, so that evidence naming it is refused.
   */
  readonly noticeHash: (language: Language, version: string) => string | undefined;
  /** Names the data subject in a receipt without saying who it is. */
  readonly pseudonymiser: Pick<Pseudonymiser, 'subject'>;
  /** Appends evidence of what was done to the ledger; throws `audit-unavailable` where it is not accepted. */
  readonly witness: (facts: RightsFacts) => Awaitable<void>;
  /** Milliseconds within which the store must answer. */
  readonly deadline: number;
  /** Milliseconds within which a source must hand over its list, or each of its records. */
  readonly sourceDeadline: number;
}

/** Who exercises a right, and under which id it is recorded. */
export interface ActOptions {
  /** Default the data subject. Staff register what came by letter or telephone. */
  readonly actor?: ActorType;
  /** UUID of the event. Repeated with the same id after a failure, the act is recorded once. Default a new one. */
  readonly id?: string;
}
