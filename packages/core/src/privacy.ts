import { randomBytes, randomUUID } from 'node:crypto';
import type { Catalogue } from './catalogue/catalogue.ts';
import { assertNoErrors } from './catalogue/check.ts';
import type { Finding } from './catalogue/finding.ts';
import { compileTimeline } from './catalogue/timeline.ts';
import type { ModelRef } from './declare/model.ts';
import type { NoticeDocument } from './describe/notice/document.ts';
import type { RegisterDocument } from './describe/register/document.ts';
import { register } from './describe/register/register.ts';
import { requireUnit, runInside } from './enforce/current.ts';
import { createGate, type Mode } from './enforce/gate.ts';
import { shapers } from './enforce/minimise/shaper.ts';
import { createMinimiser } from './enforce/minimiser.ts';
import { createProcessing, type Processing } from './enforce/processing.ts';
import { createDeclaredRedactor } from './enforce/redact/declared.ts';
import { type LoggedError, loggedError } from './enforce/redact/errors.ts';
import { createRedactor, type Redactor } from './enforce/redact/logging.ts';
import type { Returned } from './enforce/returns.ts';
import type { ProcessingOptions } from './enforce/route-plan.ts';
import { createSubjectViews } from './enforce/subject-views.ts';
import { openUnit, type UnitFacts, type UnitOfWork } from './enforce/unit.ts';
import { PrivacyError } from './errors.ts';
import { type GpcSupport, gpcSupport } from './http/gpc.ts';
import type { NeutralResponse } from './http/neutral.ts';
import { problemOf } from './http/problem.ts';
import {
  createRightsEndpoint,
  type RightsEndpoint,
  type RightsEndpointOptions,
} from './http/rights-endpoint.ts';
import { memoryLedger } from './memory/ledger.ts';
import { memorySubjectStore } from './memory/subject-store.ts';
import type { Ledger, SubjectStore } from './ports.ts';
import { createNotices } from './privacy-notices.ts';
import type { PrivacyOptions } from './privacy-options.ts';
import { unitId } from './record/ids.ts';
import { createPseudonymiser } from './record/pseudonym.ts';
import { createRecorder } from './record/recorder.ts';
import { authorityOf } from './rights/published-parties.ts';
import { createRights, type Rights } from './rights/rights.ts';
import { createWitness } from './rights/witness.ts';
import type { Language } from './vocabulary/index.ts';

/** What a job says of itself: about whom, for what, and by which operation (default `dpv:Use`). */
export type JobFacts<P extends string = string> = UnitFacts & {
  readonly purpose: P;
  readonly job?: Pick<
    ProcessingOptions,
    'operation' | 'channel' | 'recipient' | 'similarProducts' | 'exception'
  >;
};

/** A running policy: what adapters mount and applications call. */
export interface Privacy<P extends string = string> {
  /** The version in force now, with its models. */
  readonly catalogue: Catalogue;
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

/** A problem document as an adapter sends it, with what a log line may say of it. */
export interface ProblemToSend extends NeutralResponse {
  /** `urn:uuid:…`; the client was given it too. */
  readonly instance: string;
  /** Last part of the problem's type. */
  readonly slug: string;
}

/**
 * Wires a policy, its models and where things live into one running whole. Everything that is declared wrongly is
 * reported at once: errors throw `findings-at-start`, the rest is in `findings`.
 *
 * @example
 * const privacy = createPrivacy({ policy, models: [Customer, Order] });
 */
export function createPrivacy<P extends string>(options: PrivacyOptions<P>): Privacy<P> {
  const { policy, versions = [], models, clock = Date.now, deadline = 250 } = options;
  const timeline = compileTimeline([policy, ...versions], models);
  const findings = timeline.catalogues.flatMap((it) => it.findings);
  assertNoErrors(findings);
  const store = options.store ?? memorySubjectStore();
  const ledger = options.ledger ?? memoryLedger();
  for (const relay of options.relays ?? []) ledger.subscribe(relay);
  warnOf(options, store, ledger);

  const pseudonymiser = createPseudonymiser(options.pseudonymKey ?? randomBytes(32));
  const recorder = createRecorder({ ledger, pseudonymiser, deadline });
  const modes = new Map<string, Mode>(Object.entries(options.modes ?? {}));
  const gate = createGate({
    views: createSubjectViews(store, deadline),
    recorder,
    clock,
    modeOf: (purpose) => modes.get(purpose) ?? 'enforce',
  });
  const parts = {
    catalogues: timeline.catalogues,
    catalogueAt: timeline.at,
    gate,
    recorder,
    clock,
    shaperOf: shapers(),
  };
  const baseUrl = options.baseUrl ?? '/privacy';
  const notices = createNotices(timeline, clock, baseUrl);
  const rights = createRights({
    catalogueAt: timeline.at,
    store,
    sources: options.sources ?? [],
    clock,
    newId: randomUUID,
    noticeHash: notices.hash,
    pseudonymiser,
    witness: createWitness({ ledger, pseudonymiser, deadline }),
    deadline,
  });
  const current = (): Catalogue => timeline.at(clock());
  const jobs = new Map<string, Processing>();
  const jobOf = (purpose: string, job: ProcessingOptions): Processing => {
    const key = JSON.stringify([purpose, Object.entries(job).sort()]);
    const known = jobs.get(key) ?? createProcessing(parts, purpose, job);
    jobs.set(key, known);
    return known;
  };
  const open = (facts: UnitFacts): UnitOfWork => openUnit(unitId(clock()), facts);
  const modelOf = (ref: ModelRef) => timeline.catalogues.at(-1)?.models.get(ref);

  return {
    get catalogue() {
      return current();
    },
    baseUrl,
    rights,
    object: rights.object,
    restrict: rights.restrict,
    notice: ({ language = 'en', version = current().version } = {}) => {
      const document = notices.document(version, language);
      if (document === undefined)
        throw new PrivacyError('not-found', { what: 'this version of the notice' });
      return document;
    },
    register: (registerOptions = {}) => register(current(), registerOptions),
    gpc: () => gpcSupport(current().policy),
    rightsEndpoint: (endpointOptions) =>
      createRightsEndpoint({
        ...endpointOptions,
        rights,
        notices,
        gpc: () => gpcSupport(current().policy),
        basePath: baseUrl,
        newId: randomUUID,
        supervisoryAuthority: () => authorityOf(current().policy),
      }),
    problem: (error, unit) => toSend(error, unit, baseUrl, notices.versions().at(-1)),
    loggedError: (error, unit) => loggedError(error, unit.sightings.redact),
    findings,
    ledger,
    store,
    redact: createRedactor(createDeclaredRedactor(modelOf)),
    processing: (purpose, routeOptions = {}) => createProcessing(parts, purpose, routeOptions),
    minimiser: (purpose, returns) =>
      createMinimiser(timeline.catalogues.at(-1), purpose, returns, parts.shaperOf),
    open,
    run: async (facts, work) => {
      const unit = open(facts);
      await jobOf(facts.purpose, { operation: 'dpv:Use', ...facts.job }).begin(unit, {});
      return await runInside(unit, work);
    },
    sight: (model, value) => {
      const compiled = modelOf(model);
      if (compiled === undefined)
        throw new PrivacyError('model-not-declared', { what: model.name });
      requireUnit().sightings.note(compiled, value);
    },
  };
}

function toSend(
  error: unknown,
  unit: UnitOfWork,
  baseUrl: string,
  noticeVersion: string | undefined,
): ProblemToSend {
  const instance = `urn:uuid:${randomUUID()}`;
  const { status, headers, body } = problemOf(error, {
    instance,
    actorIsSubject: unit.actor.type === 'data-subject',
    noticeVersion,
    consentUrl: `${baseUrl}/consents`,
    noticeUrl: `${baseUrl}/notice`,
  });
  const slug = body.type.slice(body.type.lastIndexOf('/') + 1);
  return { status, headers, body: JSON.stringify(body), instance, slug };
}

/** Says at start what an operator must know: what is volatile, and which purposes are not enforced. */
function warnOf<P extends string>(
  options: PrivacyOptions<P>,
  store: SubjectStore,
  ledger: Ledger,
): void {
  const warn = options.warn ?? ((text: string) => console.warn(text));
  if (store.volatile) warn('lawful: consents are kept in memory and end with this process');
  if (ledger.volatile) warn('lawful: the audit trail is kept in memory and ends with this process');
  for (const [purpose, mode] of Object.entries(options.modes ?? {})) {
    if (mode === 'observe') warn(`lawful: purpose ${purpose} is observed, not enforced`);
  }
}
