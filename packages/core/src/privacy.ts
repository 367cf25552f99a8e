import { randomBytes, randomUUID } from 'node:crypto';
import type { Catalogue } from './catalogue/catalogue.ts';
import { assertNoErrors } from './catalogue/check.ts';
import type { Finding } from './catalogue/finding.ts';
import { compileTimeline } from './catalogue/timeline.ts';
import type { ModelRef } from './declare/model.ts';
import { register } from './describe/register/register.ts';
import { requireUnit } from './enforce/current.ts';
import { createGate, type Mode } from './enforce/gate.ts';
import { createJobs } from './enforce/jobs.ts';
import { shapers } from './enforce/minimise/shaper.ts';
import { createMinimiser } from './enforce/minimiser.ts';
import { createProcessing } from './enforce/processing.ts';
import { loggedError } from './enforce/redact/errors.ts';
import { createRedactor } from './enforce/redact/redactor.ts';
import { createSubjectViews } from './enforce/subject-views.ts';
import { openUnit, type UnitFacts, type UnitOfWork } from './enforce/unit.ts';
import { PrivacyError } from './errors.ts';
import type { ProblemToSend } from './http/failure.ts';
import { gpcSupport } from './http/gpc.ts';
import { problemOf } from './http/problem.ts';
import { createRightsEndpoint } from './http/rights-endpoint.ts';
import { memoryLedger } from './memory/ledger.ts';
import { memorySubjectStore } from './memory/subject-store.ts';
import type { Ledger, SubjectStore } from './ports.ts';
import type { Privacy } from './privacy-api.ts';
import { createNotices, type Notices } from './privacy-notices.ts';
import type { PrivacyOptions } from './privacy-options.ts';
import { unitId } from './record/ids.ts';
import { createPseudonymiser } from './record/pseudonym.ts';
import { createRecorder } from './record/recorder.ts';
import { authorityOf, type PublishedAuthority } from './rights/published-parties.ts';
import { createRights } from './rights/rights.ts';
import { unsourcedFindings } from './rights/unsourced.ts';
import { createWitness } from './rights/witness.ts';

/**
 * Wires a policy, its models and where things live into one running whole. Everything that is declared wrongly is
 * reported at once: errors throw `findings-at-start`, the rest is in `findings`.
 *
 * @example
 * const privacy = createPrivacy({ policy, models: [Customer, Order] });
 */
export function createPrivacy<P extends string>(options: PrivacyOptions<P>): Privacy<P> {
  const { policy, versions = [], models, clock = Date.now } = options;
  const { deadline = 250, sourceDeadline = 10_000 } = options;
  const timeline = compileTimeline([policy, ...versions], models);
  const latest = timeline.catalogues.at(-1);
  const findings = [
    ...timeline.catalogues.flatMap((it) => it.findings),
    ...(latest === undefined ? [] : unsourcedFindings(latest, options.sources ?? [])),
  ];
  assertNoErrors(findings);
  const store = options.store ?? memorySubjectStore();
  const ledger = options.ledger ?? memoryLedger();
  for (const relay of options.relays ?? []) ledger.subscribe(relay);
  warnOf(options, store, ledger, findings);

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
    sourceDeadline,
  });
  const current = (): Catalogue => timeline.at(clock());
  const authority = () => authorityOf(current().policy);
  const open = (facts: UnitFacts): UnitOfWork => openUnit(unitId(clock()), facts);
  const jobs = createJobs(parts, open);
  const modelOf = (ref: ModelRef) => latest?.models.get(ref);

  return {
    get catalogue() {
      return current();
    },
    catalogues: timeline.catalogues,
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
        supervisoryAuthority: authority,
      }),
    problem: (error, unit) => toSend(error, unit, baseUrl, notices, authority),
    loggedError: (error, unit) => loggedError(error, (text) => unit.sightings.redact(text)),
    findings,
    ledger,
    store,
    redact: createRedactor(modelOf),
    processing: (purpose, routeOptions = {}) => createProcessing(parts, purpose, routeOptions),
    minimiser: (purpose, returns) => createMinimiser(latest, purpose, returns, parts.shaperOf),
    open,
    run: jobs.run,
    disclose: jobs.disclose,
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
  notices: Notices,
  authority: () => PublishedAuthority | null,
): ProblemToSend {
  const instance = `urn:uuid:${randomUUID()}`;
  const { status, headers, body } = problemOf(error, {
    instance,
    actorIsSubject: unit.actor.type === 'data-subject',
    noticeVersion: notices.versions().at(-1),
    consentUrl: `${baseUrl}/consents`,
    noticeUrl: `${baseUrl}/notice`,
    supervisoryAuthority: notices.versions().length === 0 ? null : authority(),
  });
  const slug = body.type.slice(body.type.lastIndexOf('/') + 1);
  return { status, headers, body: JSON.stringify(body), instance, slug };
}

/** Says at start what an operator must know: what is volatile, and which purposes are not enforced. */
function warnOf<P extends string>(
  options: PrivacyOptions<P>,
  store: SubjectStore,
  ledger: Ledger,
  findings: readonly Finding[],
): void {
  const warn = options.warn ?? ((text: string) => console.warn(text));
  if (store.volatile) warn('lawful: consents are kept in memory and end with this process');
  if (store.warning !== undefined) warn(`lawful: ${store.warning}`);
  if (ledger.volatile) warn('lawful: the audit trail is kept in memory and ends with this process');
  if (
    findings.some(({ code }) => code === 'model-without-source') &&
    options.sources === undefined
  ) {
    warn('lawful: no sources are given: an export holds no data of the application');
  }
  if (!ledger.volatile && options.pseudonymKey === undefined) {
    warn(
      'lawful: no pseudonymKey is given: pseudonyms in the audit trail change with every process',
    );
  }
  for (const [purpose, mode] of Object.entries(options.modes ?? {})) {
    if (mode === 'observe') warn(`lawful: purpose ${purpose} is observed, not enforced`);
  }
}
