import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SubjectEvent } from '../decide/event.ts';
import type { ActorType } from '../decide/question.ts';
import type { CategoryId, ConsentStatusId, LegalBasisId, RightId } from '../vocabulary/index.ts';

/** What every fact says: about whom, by whom, when, under which policy. The subject's id leaves only as a pseudonym. */
interface FactsBase {
  readonly subject: string;
  /** Salt of the subject's state; `undefined` for a subject of whom nothing is stored: no record is tied to it. */
  readonly salt: string | undefined;
  readonly actor: ActorType;
  readonly catalogue: Catalogue;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A consent, an objection or a restriction has changed: it is in the store already. */
interface ChangeFacts extends FactsBase {
  readonly kind: 'consent-changed' | 'objection-changed' | 'restriction-changed';
  /** What happened; the reason of the record. */
  readonly event: SubjectEvent['type'];
  /** Id of the event in the store. */
  readonly recordId: string;
  readonly right: RightId;
  /** `undefined` for a restriction. */
  readonly purpose: string | undefined;
  readonly legalBasis: LegalBasisId | undefined;
  readonly recipient: string | undefined;
  /** Where consent stands after it. */
  readonly consentStatus: ConsentStatusId | undefined;
  /** Paths of restricted fields, `Customer.email`. */
  readonly fields: readonly string[] | undefined;
}

/** An export begins, before its first byte, or has ended, after its last one or where it broke off. */
export interface ExportFacts extends FactsBase {
  readonly kind: 'export-opened' | 'export-closed';
  /** The same in both records of one export. */
  readonly requestId: string;
  readonly right: 'eu-gdpr:A15' | 'eu-gdpr:A20';
  /** Paths and categories that the export covers; names, whether or not anything is held. */
  readonly fields: readonly string[];
  readonly categories: readonly CategoryId[];
  /** How many records left; 0 when it opens. */
  readonly count: number;
  /** Whether everything has left; false when it opens. */
  readonly complete: boolean;
  /** Code of the error that broke it off; `aborted` where the reader went away. */
  readonly errorType: string | undefined;
}

/** Something that must not happen: a source that held another subject's record, or failed half-way. */
interface RightsIncidentFacts extends FactsBase {
  readonly kind: 'incident';
  readonly requestId: string;
  readonly right: 'eu-gdpr:A15' | 'eu-gdpr:A20';
  /** Code of the error. */
  readonly errorType: string;
}

/** A subject was told of a notice, has accepted it, or a relationship of the law's concern began or ended. */
export interface StandingFacts extends FactsBase {
  readonly kind: 'notice-changed' | 'relationship-changed';
  readonly event: SubjectEvent['type'];
  readonly right: RightId | undefined;
}

/** What a change or an export leaves as evidence: names only, never a value. */
export type RightsFacts = ChangeFacts | StandingFacts | ExportFacts | RightsIncidentFacts;
