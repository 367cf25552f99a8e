import { compileChoice, type Privacy, PrivacyError, type Processing } from '@lawful/core';
import type { NestRequest } from './exchange.ts';
import type { AdmittedCall } from './guarded-calls.ts';
import type { HandlerPlan } from './handler-plan.ts';
import { sendsEvents } from './nest-metadata.ts';
import type { PrivacyOptions } from './options.ts';
import { createRouteNamer } from './route-name.ts';
import { spanAround } from './span-around.ts';

/** A handler of requests, compiled. */
export interface RequestGate {
  readonly plan: HandlerPlan;
  readonly processingOf: (request: NestRequest) => Processing;
  readonly nameOf: (request: NestRequest) => string | undefined;
  readonly sendsEvents: boolean;
  /** How the handler is called; the same for all of its requests. */
  readonly call: AdmittedCall;
}

/** The gates of the handlers that requests reach, in one application. */
export class RequestGates {
  readonly #privacy: Privacy;
  readonly #spans: PrivacyOptions['spans'];
  readonly #gates = new Map<object, Map<object, RequestGate>>();

  constructor({ privacy, spans }: Pick<PrivacyOptions, 'privacy' | 'spans'>) {
    this.#privacy = privacy;
    this.#spans = spans;
  }

  /** Compiles the gate of a handler. Throws where its purpose or a model is not declared. */
  compile(type: object, method: object, plan: HandlerPlan): void {
    const ofType = this.#gates.get(type) ?? new Map<object, RequestGate>();
    this.#gates.set(type, ofType);
    ofType.set(method, {
      plan,
      processingOf: compileChoice(this.#privacy, plan.said.purpose, plan.options),
      nameOf: createRouteNamer(),
      sendsEvents: sendsEvents(method),
      call: { handler: method, around: spanAround(this.#spans, plan.place) },
    });
  }

  /** The gate of a handler. Throws `context-missing` where none was compiled. */
  of(type: object, handler: object): RequestGate {
    const gate = this.#gates.get(type)?.get(handler);
    if (gate === undefined) throw new PrivacyError('context-missing', { what: 'the handler' });
    return gate;
  }
}
