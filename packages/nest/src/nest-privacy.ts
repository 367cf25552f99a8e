import {
  bringIn,
  compileChoice,
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
import { type DecidedCall, decideCall } from './decided-call.ts';
import {
  type Exchange,
  exchangeOf,
  keepExchange,
  type NestRequest,
  rawRequest,
} from './exchange.ts';
import { admitCall } from './guarded-calls.ts';
import type { HandlerPlan } from './handler-plan.ts';
import type { PrivacyOptions } from './options.ts';
import { guardAnswer, outletFor } from './platform.ts';
import { createRouteNamer } from './route-name.ts';
import { problemOfValidation } from './validation-problem.ts';

/** A handler of requests, compiled. */
interface RequestGate {
  readonly plan: HandlerPlan;
  readonly processingOf: (request: NestRequest) => Processing;
  readonly nameOf: (request: NestRequest) => string | undefined;
}

const REQUEST: unique symbol = Symbol('lawful.request');

/** A unit of work that belongs to a request. */
type UnitOfRequest = UnitOfWork & { [REQUEST]?: NestRequest };

/** Lawful in one Nest application: what the guard, the filter, the controllers and the gated methods share. */
export class NestPrivacy {
  readonly privacy: Privacy;
  readonly options: PrivacyOptions;
  readonly failures: Failures;
  readonly #gates = new Map<object, Map<object, RequestGate>>();
  readonly #calls = new Map<object, Map<object, DecidedCall>>();

  constructor(options: PrivacyOptions) {
    if (typeof options?.rights?.authorise !== 'function')
      throw new PrivacyError('authoriser-missing');
    this.options = options;
    this.privacy = options.privacy;
    this.failures = createFailures(options.privacy);
    this.failures.onError = options.onError?.bind(options);
  }

  /** Compiles a handler of requests. Throws where its purpose or a model is not declared. */
  compileRequest(type: object, method: object, plan: HandlerPlan): void {
    const processingOf = compileChoice(this.privacy, plan.said.purpose, plan.options);
    gatesOf(this.#gates, type).set(method, { plan, processingOf, nameOf: createRouteNamer() });
  }

  /** Compiles a method that no request reaches. Throws where its purpose or a model is not declared. */
  compileCall(type: object, method: object, plan: HandlerPlan, resolves: boolean): void {
    gatesOf(this.#calls, type).set(method, decideCall(this.privacy, plan, resolves));
  }

  /** Opens the unit of work of a request, once. */
  open(request: NestRequest): Exchange {
    const known = exchangeOf(request);
    if (known !== undefined) return known;
    const { headers, rawHeaders } = rawRequest(request);
    const unit: UnitOfRequest = this.privacy.open({
      gpc: gpcSignalled(rawHeaders),
      trace: parseTraceparent(headers.traceparent?.toString()),
    });
    unit[REQUEST] = request;
    return keepExchange(request, { lawful: this, unit });
  }

  /** The gate: who asks is known now, what comes in is minimised, what goes out is guarded. Throws the refusal. */
  admit(
    exchange: Exchange,
    type: object,
    handler: object,
    request: NestRequest,
    response: object,
  ): true | Promise<true> {
    const gate = this.#gates.get(type)?.get(handler);
    if (gate === undefined) throw new PrivacyError('context-missing', { what: 'the handler' });
    const { options } = gate.plan;
    const { unit } = exchange;
    const raw = rawRequest(request);
    if (options.body !== undefined && hasUnreadBody(raw))
      throw new PrivacyError('media-type-not-supported');
    identify(unit, this.#whoAsks(request));
    unit.route = gate.nameOf(request);
    const admitted = gate.processingOf(request).begin(unit, {
      body: request.body,
      params: request.params,
      // Express 5 parses the query anew on each access.
      query: options.query === undefined ? undefined : request.query,
    });
    const go = (running: Running): true => {
      exchange.running = running;
      admitCall(unit, handler);
      bringIn(request, running.incoming, options);
      guardAnswer(response, running, (error) => this.answer(error, request, response));
      return true;
    };
    return admitted instanceof Promise ? admitted.then(go) : go(admitted);
  }

  /** Decides a call that is no request, runs it, and minimises what it returns where that is declared. */
  call(
    instance: object,
    method: object,
    args: readonly unknown[],
    run: () => unknown,
  ): Promise<unknown> {
    const gate = this.#calls.get(instance.constructor)?.get(method);
    if (gate === undefined) throw new PrivacyError('context-missing', { what: 'the method' });
    const outer: UnitOfRequest | undefined = currentUnit();
    const request = outer?.[REQUEST];
    // A resolver is reached by a request that no gate has asked who it is.
    if (outer !== undefined && outer.subject === undefined && request !== undefined)
      identify(outer, this.#whoAsks(request));
    return gate(args, run, outer);
  }

  /** Runs what answers a request inside its unit of work. */
  inside(request: NestRequest, work: () => void): void {
    runInside(this.open(request).unit, work);
  }

  /** Answers an error with a problem document; after the headers the connection ends, and that is recorded. */
  answer(error: unknown, request: NestRequest, response: object): void {
    const { unit, parserError = error } = this.open(request);
    this.failures.answer(this.#told(parserError), unit, outletFor(response));
  }

  /** What validation complained of, without a value; any other error as it is. */
  #told(error: unknown): unknown {
    return problemOfValidation(error, (path) => this.#isDeclaredKey(path)) ?? error;
  }

  #isDeclaredKey(path: readonly string[]): boolean {
    const known = [...this.privacy.catalogue.models.values()];
    return path.every((key) => /^\d+$/.test(key) || known.some(({ byKey }) => byKey.has(key)));
  }

  #whoAsks(request: NestRequest) {
    const { options } = this;
    return {
      subject: options.subject(request) || undefined,
      actor: options.actor?.(request),
      tenant: options.tenant?.(request),
    };
  }
}

function gatesOf<T>(all: Map<object, Map<object, T>>, type: object): Map<object, T> {
  const known = all.get(type) ?? new Map<object, T>();
  all.set(type, known);
  return known;
}
