import 'reflect-metadata';
import { type Privacy, PrivacyError, type UnitOfWork } from '@lawful/core';
import { defer, isObservable, mergeMap, of } from 'rxjs';
import { argumentOf } from './call-argument.ts';
import { type DecidedCall, decideCall } from './decided-call.ts';
import { type HandlerPlan, type IsModel, planOf } from './handler-plan.ts';
import { modelTest } from './model-test.ts';
import {
  type ClassType,
  parameterTypesOf,
  reachedBy,
  returnTypeOf,
  takenBy,
} from './nest-metadata.ts';
import type { PrivacyOptions } from './options.ts';
import { spanAround } from './span-around.ts';

/** One gated call, as it was made. */
export interface GatedCall {
  readonly type: ClassType;
  readonly method: object;
  readonly name: string;
  readonly args: readonly unknown[];
  /** Runs the method itself, with these arguments. */
  run(args: readonly unknown[]): unknown;
}

interface CallGate {
  readonly decided: DecidedCall;
  /** The method says that it returns an observable; its callers count on one. */
  readonly observable: boolean;
}

/** The gates of the methods that no request reaches, in one application. */
export class CallGates {
  readonly #privacy: Privacy;
  readonly #spans: PrivacyOptions['spans'];
  readonly #isModel: IsModel;
  readonly #gates = new Map<object, Map<object, CallGate>>();

  constructor({ privacy, spans }: Pick<PrivacyOptions, 'privacy' | 'spans'>) {
    this.#privacy = privacy;
    this.#spans = spans;
    this.#isModel = modelTest(privacy);
  }

  /** Compiles the gate of a method. Throws where its purpose or a model is not declared. */
  compile(type: ClassType, name: string, method: object, plan: HandlerPlan): CallGate {
    const reached = reachedBy(method);
    const argument = argumentOf(
      {
        place: plan.place,
        reached,
        taken: reached === 'by message' || reached === 'by resolver' ? takenBy(type, name) : [],
        types: parameterTypesOf(type, name),
        body: reached === 'by request' ? undefined : plan.said.options.body,
      },
      this.#isModel,
    );
    const decided = decideCall(this.#privacy, plan, reached, argument);
    const around = spanAround(this.#spans, plan.place);
    const gate: CallGate = {
      decided: around === undefined ? decided : async (...call) => around(() => decided(...call)),
      observable: isObservableClass(returnTypeOf(type, name)),
    };
    const known = this.#gates.get(type) ?? new Map<object, CallGate>();
    this.#gates.set(type, known.set(method, gate));
    return gate;
  }

  /** Decides a call and runs it; what it returns comes as a promise, or as the observable that the method promises. */
  call({ type, method, name, args, run }: GatedCall, outer: UnitOfWork | undefined): unknown {
    const { decided, observable } =
      this.#gates.get(type)?.get(method) ?? this.#compileLate(type, method, name);
    if (!observable) return decided(args, run, outer);
    return defer(() => decided(args, run, outer)).pipe(
      mergeMap((result) => (isObservable(result) ? result : of(result))),
    );
  }

  /** What the scan at start-up has not met: `super.remind()`, a handler that another one calls, what a factory has made. */
  #compileLate(type: ClassType, method: object, name: string): CallGate {
    const plan = planOf(type, name, method, this.#isModel);
    if (plan === undefined)
      throw new PrivacyError('context-missing', { what: `${type.name}.${name}` });
    return this.compile(type, name, method, plan);
  }
}

/** An application may have another copy of rxjs than ours. */
function isObservableClass(type: unknown): boolean {
  return typeof type === 'function' && type.name === 'Observable';
}
