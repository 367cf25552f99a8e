import {
  type Actor,
  type ChosenPurpose,
  consentEpochOf,
  createFailures,
  gpcSignalled,
  identify,
  type Privacy,
  type ProcessingOptions,
  parseTraceparent,
  type UnitFacts,
  type UnitOfWork,
} from '@lawful/core';
import { createErrorHandler, type ErrorHandlerOptions } from './errors.ts';
import type { AnyRequest, ErrorHandler, ExpressRequest, Handler } from './exchange.ts';
import { createProcessingHandler } from './processing.ts';
import { createRightsHandler, type RightsOptions } from './rights.ts';

/** How the application says who asks. Called at the gate, after its own authentication. */
export interface LawfulOptions {
  /** Id of the data subject whom the request has proven to be, or whom staff name; `undefined` for nobody. */
  subject(request: ExpressRequest): string | undefined;
  /** Who acts. Default: the subject, or somebody anonymous. */
  actor?(request: ExpressRequest): Actor | undefined;
  /** The controller on whose instructions we act, where we are processor. */
  tenant?(request: ExpressRequest): string | undefined;
  /**
   * The consent epoch that the application keeps for a session, in a token say. Header and cookie `consent-epoch` are
   * read without it.
   */
  consentEpoch?(request: ExpressRequest): number | undefined;
}

/** Lawful, mounted in one Express application. */
export interface LawfulExpress<P extends string> {
  /**
   * The gate of one purpose at one route: decides, minimises what comes in and goes out, records. Mount it after
   * authentication and body parsers. Throws `purpose-unknown` or `model-not-declared` at once.
   */
  processing(purpose: P | ChosenPurpose<P, ExpressRequest>, options?: ProcessingOptions): Handler;
  /**
   * The rights endpoint; mount it with `app.use('/privacy', express.json(), rights({ authorise }))`. Throws
   * `authoriser-missing`.
   */
  rights(options: RightsOptions): Handler;
  /** `GET /.well-known/gpc.json`, at the application's root. */
  gpc(): Handler;
  /** Answers errors as problem documents (RFC 9457). Mount it last. */
  errors(options?: ErrorHandlerOptions): ErrorHandler;
  /** The unit of work of a request; opened on first use. */
  unitOf(request: AnyRequest): UnitOfWork;
}

/**
 * Mounts a running policy in an Express application.
 *
 * @example
 * const lawful = lawfulExpress(privacy, { subject: (request) => request.customer?.id });
 * app.post('/orders', lawful.processing('order', { body: NewOrder, returns: { 201: Order } }), createOrder);
 */
export function lawfulExpress<P extends string>(
  privacy: Privacy<P>,
  options: LawfulOptions,
): LawfulExpress<P> {
  const failures = createFailures(privacy);
  const factsOf = (request: ExpressRequest): UnitFacts => {
    const { headers, rawHeaders } = request;
    const subject = options.subject(request) || undefined;
    const actor = options.actor?.(request);
    const tenant = options.tenant?.(request);
    const consentEpoch = consentEpochOf(headers, options.consentEpoch?.(request));
    const gpc = gpcSignalled(rawHeaders);
    const trace = parseTraceparent(headers.traceparent?.toString());
    return { subject, actor, tenant, consentEpoch, gpc, trace };
  };
  /** A property of the request, for a WeakMap costs every garbage collection; one per policy, for an application may have two. */
  const unitKey: unique symbol = Symbol('lawful.unit');
  type WithUnit = ExpressRequest & { [unitKey]?: UnitOfWork };
  const unitOf = (request: WithUnit): UnitOfWork => {
    const known = request[unitKey];
    if (known !== undefined) return known;
    const unit = privacy.open(factsOf(request));
    request[unitKey] = unit;
    return unit;
  };
  /** Who asks, as it is known at the gate, also where the unit was opened before authentication. */
  const atGate = (request: WithUnit): UnitOfWork => {
    const early = request[unitKey];
    if (early === undefined || early.subject !== undefined) return unitOf(request);
    return identify(early, factsOf(request));
  };
  return {
    processing: (purpose, routeOptions = {}) =>
      createProcessingHandler(privacy, purpose, routeOptions, failures, atGate),
    rights: (rightsOptions) => createRightsHandler(privacy, rightsOptions, failures, atGate),
    gpc: () => (_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(privacy.gpc()));
    },
    errors: (errorOptions = {}) => createErrorHandler(failures, errorOptions, unitOf),
    unitOf,
  };
}
