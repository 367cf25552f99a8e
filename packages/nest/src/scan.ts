import 'reflect-metadata';
import {
  type Finding,
  isPrivacyError,
  type ModelRef,
  type Privacy,
  routeFinding,
} from '@lawful/core';
import { type HandlerPlan, type IsModel, modelsTakenBy, planOf } from './handler-plan.ts';
import {
  type ClassType,
  guardsOf,
  methodsOf,
  putGuardLast,
  type Reached,
  reachedBy,
  returnTypeOf,
  sendsEvents,
  takenBy,
} from './nest-metadata.ts';
import type { NestPrivacy } from './nest-privacy.ts';
import { processingGuard } from './processing.guard.ts';
import { PROCESSING_METADATA } from './processing-metadata.ts';
import { interceptEvents } from './sse.interceptor.ts';
import { describeModels, describeRefusals } from './swagger-metadata.ts';

/** A class that the application is made of. */
export interface ScannedClass {
  readonly type: ClassType;
  readonly isController: boolean;
}

/** Looks at every handler and gated method, compiles what is said of it, and tells all that is wrong at once. */
export function scan(lawful: NestPrivacy, classes: readonly ScannedClass[]): readonly Finding[] {
  const isModel = modelTest(lawful.privacy);
  describeModels(lawful.privacy);
  return classes.flatMap(({ type }) =>
    methodsOf(type).flatMap(({ name, method }) => {
      const reached = reachedBy(method);
      const plan = planOf(type, name, method, isModel);
      // What a class says holds for its handlers, not for the methods that they call.
      const own = plan !== undefined && (reached !== 'by call' || saysItself(method));
      if (own) return mount(lawful, type, name, method, reached, plan, isModel);
      return reached === 'by call' ? [] : missing(type, name, isModel);
    }),
  );
}

function mount(
  lawful: NestPrivacy,
  type: ClassType,
  name: string,
  method: object,
  reached: Reached,
  plan: HandlerPlan,
  isModel: IsModel,
): readonly Finding[] {
  const findings = [...findingsOf(type, name, method, reached, plan, isModel)];
  try {
    if (reached === 'by request') {
      lawful.compileRequest(type, method, plan);
      putGuardLast(method, processingGuard);
      if (sendsEvents(method)) interceptEvents(method);
      describeRefusals(method);
    } else {
      lawful.compileCall(type, method, plan, reached === 'by resolver');
    }
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    findings.push(
      routeFinding('processing-invalid', plan.place, `${error.message}. ${error.help}`),
    );
  }
  return findings;
}

/** What is wrong with a handler of which something is said. */
function* findingsOf(
  type: ClassType,
  name: string,
  method: object,
  reached: Reached,
  { place, said, options }: HandlerPlan,
  isModel: IsModel,
): Generator<Finding> {
  if (reached === 'by request') {
    const guards = guardsOf(method);
    const ours = guards.indexOf(processingGuard);
    if (ours !== -1 && ours < guards.length - 1)
      yield routeFinding('guard-after-processing', place, 'A guard stands after @Processing.');
    for (const { from, type: taken, key } of takenBy(type, name)) {
      if (from === 'params' || options[from] !== undefined || isModel(taken)) continue;
      const what = key === undefined ? 'is no declared model' : 'is taken by key, without a model';
      yield routeFinding('processing-invalid', place, `What the handler takes as ${from} ${what}.`);
    }
  }
  if (
    reached !== 'by request' &&
    reached !== 'by resolver' &&
    typeof said.options.subject !== 'function'
  )
    yield routeFinding('subject-unknowable', place, 'Nothing says whose data a call is about.');
  if (reached !== 'by call' && options.returns === undefined)
    yield routeFinding('returns-missing', place, 'Nothing says what the handler answers with.');
}

/** What is wrong with a handler of which nothing is said. */
function missing(type: ClassType, name: string, isModel: IsModel): readonly Finding[] {
  const taken: readonly unknown[] = Object.values(modelsTakenBy(type, name, isModel));
  const returned = returnTypeOf(type, name);
  const models = [...taken, returned].filter(isModel).map((it) => it.name);
  if (models.length === 0) return [];
  const message = `The handler takes or gives ${models.join(', ')}, for no purpose.`;
  return [routeFinding('processing-missing', `${type.name}.${name}`, message)];
}

function saysItself(method: object): boolean {
  return Reflect.hasOwnMetadata(PROCESSING_METADATA, method);
}

/** Whether something is a model of the policy in force, or declared elsewhere and forgotten there. */
function modelTest({ catalogue }: Privacy): IsModel {
  return (type: unknown): type is ModelRef => catalogue.models.has(type as ModelRef);
}
