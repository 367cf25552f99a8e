import {
  bringIn,
  consentEpochOf,
  createFailures,
  currentUnit,
  type Failures,
  gpcSignalled,
  hasUnreadBody,
  identify,
  type Privacy,
  PrivacyError,
  type Processing,
  parseTraceparent,
  type Running,
  runInside,
  type UnitOfWork,
} from '@lawful/core';
import { CallGates, type GatedCall } from './call-gates.ts';
import {
  type Exchange,
  exchangeOf,
  keepExchange,
  type NestRequest,
  rawRequest,
} from './exchange.ts';
import { graphqlError } from './graphql-error.ts';
import { admitCall } from './guarded-calls.ts';
import type { HandlerPlan } from './handler-plan.ts';
import { type ClassType, resolvesField } from './nest-metadata.ts';
import type { PrivacyOptions } from './options.ts';
import { guardAnswer, outletFor } from './platform.ts';
import { type RequestGate, RequestGates } from './request-gates.ts';
import { serveEvents } from './served-events.ts';
import { problemOfValidation } from './validation-problem.ts';

const REQUEST: unique symbol = Symbol('lawful.request');

/** A unit of work that belongs to a request. */
type UnitOfRequest = UnitOfWork & { [REQUEST]?: NestRequest };

/** Lawful in one Nest application: what the guard, the filter, the controllers and the gated methods share. */
export class NestPrivacy {
  readonly privacy: Privacy;
  readonly options: PrivacyOptions;
  readonly failures: Failures;
  readonly #requests: RequestGates;
  readonly #calls: CallGates;

  constructor(options: PrivacyOptions) {
    if (typeof options?.rights?.authorise !== 'function')
      throw new PrivacyError('authoriser-missing');
    this.options = options;
    this.privacy = options.privacy;
    this.#requests = new RequestGates(options);
    this.#calls = new CallGates(options);
    this.failures = createFailures(options.privacy);
    this.failures.onError = options.onError?.bind(options);
  }

  /** Compiles a handler of requests. Throws where its purpose or a model is not declared. */
  compileRequest(type: object, method: object, plan: HandlerPlan): void {
    this.#requests.compile(type, method, plan);
  }

  /** Compiles a method that no request reaches. Throws where its purpose or a model is not declared. */
  compileCall(type: ClassType, name: string, method: object, plan: HandlerPlan): void {
    this.#calls.compile(type, name, method, plan);
  }

  /** Opens the unit of work of a request, once. */
  open(request: NestRequest): Exchange {
    const known = exchangeOf(request);
    if (known !== undefined) return known;
    const { headers, rawHeaders } = rawRequest(request);
    const gpc = gpcSignalled(rawHeaders);
    const trace = parseTraceparent(headers.traceparent?.toString());
    const unit: UnitOfRequest = this.privacy.open({ gpc, trace });
    unit[REQUEST] = request;
    return keepExchange(request, { lawful: this, unit });
  }

  /** The unit of work of a request, once it is known who asks. */
  identified(request: NestRequest): UnitOfWork {
    return identify(this.open(request).unit, this.#whoAsks(request));
  }

  /** The gate: who asks is known now, what comes in is minimised, what goes out is guarded. Throws the refusal. */
  admit(
    exchange: Exchange,
    type: object,
    handler: object,
    request: NestRequest,
    response: object,
  ): true | Promise<true> {
    const gate = this.#requests.of(type, handler);
    const { options } = gate.plan;
    const { unit } = exchange;
    const raw = rawRequest(request);
    if (options.body !== undefined && hasUnreadBody(raw))
      throw new PrivacyError('media-type-not-supported');
    identify(unit, this.#whoAsks(request));
    unit.route = gate.nameOf(request);
    const processing = gate.processingOf(request);
    const { body, params } = request;
    // Express 5 parses the query anew on each access.
    const query = options.query === undefined ? undefined : request.query;
    const admitted = processing.begin(unit, { body, params, query });
    return admitted instanceof Promise
      ? this.#letInLater(admitted, exchange, gate, processing, request, response)
      : this.#letIn(admitted, exchange, gate, processing, request, response);
  }

  async #letInLater(
    admitted: Promise<Running>,
    ...rest: [Exchange, RequestGate, Processing, NestRequest, object]
  ): Promise<true> {
    return this.#letIn(await admitted, ...rest);
  }

  #letIn(
    running: Running,
    exchange: Exchange,
    gate: RequestGate,
    processing: Processing,
    request: NestRequest,
    response: object,
  ): true {
    const { unit } = exchange;
    const fail = (error: unknown): void => this.answer(error, request, response);
    exchange.running = running;
    bringIn(request, running.incoming, gate.plan.options);
    guardAnswer(response, running, fail);
    if (gate.sendsEvents) {
      const again = async () => await processing.begin(unit, running.incoming);
      const facts = { response, running, fail, again };
      admitCall(unit, { ...gate.call, afterwards: (result) => serveEvents(result, facts) });
    } else admitCall(unit, gate.call);
    return true;
  }

  /** Decides a call that is no request, runs it, and minimises what it returns where that is declared. */
  call(call: GatedCall): unknown {
    const outer: UnitOfRequest | undefined = currentUnit();
    const request = outer?.[REQUEST];
    // A resolver is reached by a request that no gate has asked who it is.
    if (outer !== undefined && outer.subject === undefined && request !== undefined)
      identify(outer, this.#whoAsks(request));
    const result = this.#calls.call(call, outer);
    if (!resolvesField(call.method) || !(result instanceof Promise)) return result;
    return result.catch((error: unknown) => {
      throw graphqlError(error, this);
    });
  }

  /** Whether a unit of work belongs to a request of this application. */
  hasOpened(unit: UnitOfRequest): boolean {
    const request = unit[REQUEST];
    return request !== undefined && exchangeOf(request)?.lawful === this;
  }

  /** Runs what answers a request inside its unit of work. */
  inside(request: NestRequest, work: () => void): void {
    runInside(this.open(request).unit, work);
  }

  /** Answers an error with a problem document; after the headers the connection ends, and that is recorded. */
  answer(error: unknown, request: NestRequest, response: object): void {
    const exchange = this.open(request);
    const { unit, foreignError: thrown = error } = exchange;
    exchange.foreignError = undefined;
    // Of a stream that fails, the stream tells and the platform that sends it.
    if (exchange.answered === thrown && typeof thrown === 'object') return;
    exchange.answered = thrown;
    this.failures.answer(this.#told(thrown), unit, outletFor(response));
  }

  /** What validation complained of, without a value; any other error as it is. */
  #told(error: unknown): unknown {
    return problemOfValidation(error, (path) => this.#isDeclaredKey(path)) ?? error;
  }

  #isDeclaredKey(path: readonly string[]): boolean {
    const known = this.privacy.catalogues.flatMap(({ models }) => [...models.values()]);
    return path.every((key) => known.some(({ byKey }) => byKey.has(key)));
  }

  #whoAsks(request: NestRequest) {
    const { options } = this;
    const subject = options.subject(request) || undefined;
    const actor = options.actor?.(request);
    const tenant = options.tenant?.(request);
    const consentEpoch = consentEpochOf(request.headers, options.consentEpoch?.(request));
    return { subject, actor, tenant, consentEpoch };
  }
}
