import type { Catalogue } from './catalogue/catalogue.ts';
import type { Finding } from './catalogue/finding.ts';
import type { ModelRef } from './declare/model.ts';
import type { NoticeDocument } from './describe/notice/document.ts';
import type { RegisterDocument } from './describe/register/document.ts';
import type { DisclosureFacts, JobFacts } from './enforce/jobs.ts';
import type { Processing } from './enforce/processing.ts';
import type { LoggedError } from './enforce/redact/errors.ts';
import type { Redactor } from './enforce/redact/redactor.ts';
import type { Returned } from './enforce/returns.ts';
import type { ProcessingOptions } from './enforce/route-plan.ts';
import type { UnitFacts, UnitOfWork } from './enforce/unit.ts';
import type { ProblemToSend } from './http/failure.ts';
import type { GpcSupport } from './http/gpc.ts';
import type { RightsEndpoint, RightsEndpointOptions } from './http/rights-endpoint.ts';
import type { Ledger, SubjectStore } from './ports.ts';
import type { Rights } from './rights/rights.ts';
import type { Language } from './vocabulary/index.ts';

/** A running policy: what adapters mount and applications call. */
export interface Privacy<P extends string = string> {
  /** The version in force now, with its models. */
  readonly catalogue: Catalogue;
  /** Every version, oldest first. All of them know the same models. */
  readonly catalogues: readonly Catalogue[];
  /** What the declarations get wrong, short of an error. */
  readonly findings: readonly Finding[];
  readonly ledger: Ledger;
  readonly store: SubjectStore;
  /** Where the rights endpoint is mounted. */
  readonly baseUrl: string;
  /** Consents, objections, restrictions, receipts and exports: every act is stored, then witnessed in the ledger. */
  readonly rights: Rights;
  /** Objects for a data subject (Art. 21): final at once against direct marketing, else pending until decided. */
  readonly object: Rights['object'];
  /** Restricts processing of a data subject's data (Art. 18), whole or by field. */
  readonly restrict: Rights['restrict'];
  /** Both nets against personal values in logs; see `pinoRedaction` and `redactConsole`. */
  readonly redact: Redactor;
  /** Compiles one purpose at one place. Throws at once where something is not declared. */
  processing(purpose: P, options?: ProcessingOptions): Processing;
  /**
   * What may leave of a value for a purpose, where no request is answered: a message, a file, a view. Compiled once,
   * called often; the original is never touched. Nothing is decided or recorded here: use it inside `run`.
   */
  minimiser(purpose: P, returns: Returned): (value: unknown) => unknown;
  /** Opens a unit of work; adapters do it once per request. */
  open(facts: UnitFacts): UnitOfWork;
  /**
   * Runs `work` for a purpose about a subject: queue workers, cron jobs, scripts. Decided when it runs, refused by
   * throwing; everything called inside finds the context.
   */
  run<T>(facts: JobFacts<P>, work: () => T | Promise<T>): Promise<T>;
  /**
   * What may leave to a registered recipient: decided for this recipient, minimised for the purpose, and recorded before
   * it is answered; the application then sends it. Throws the refusal: `recipient-not-allowed`, `transfer-not-allowed`,
   * `consent-required`, `prohibited-by-policy` and the others.
   *
   * @example
   * const label = await privacy.disclose({ subject, purpose: 'delivery', recipient: 'carrier', returns: Label }, order);
   * await carrier.post('/labels', label);
   */
  disclose(facts: DisclosureFacts<P>, value: unknown): Promise<unknown>;
  /**
   * Notes that `value` holds personal data of `model`, so that it stays out of what this unit of work logs.
   * Throws `context-missing` outside a unit of work and `model-not-declared` for an unknown model.
   */
  sight(model: ModelRef, value: unknown): void;
  /** The notice in force, or another version that was (Art. 13–14). Throws `not-found` for one that never was. */
  notice(options?: { readonly language?: Language; readonly version?: string }): NoticeDocument;
  /** The register of processing activities of the version in force (Art. 30). */
  register(options?: { readonly language?: Language }): RegisterDocument;
  /** The statement behind `/.well-known/gpc.json`. */
  gpc(): GpcSupport;
  /** The rights endpoint for an adapter to mount. Throws `authoriser-missing`. */
  rightsEndpoint<Native>(
    options: Pick<RightsEndpointOptions<Native>, 'authorise' | 'report'>,
  ): RightsEndpoint<Native>;
  /** What any error becomes at the edge: a problem document without a personal value. */
  problem(error: unknown, unit: UnitOfWork): ProblemToSend;
  /** An error as it may be logged in a unit of work. */
  loggedError(error: unknown, unit: UnitOfWork): LoggedError;
}
