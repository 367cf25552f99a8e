import 'reflect-metadata';
import { type Finding, isPrivacyError, routeFinding } from '@lawful/core';
import { findingsOfHandler, orderOfClass, unsaid } from './handler-findings.ts';
import { type HandlerPlan, type IsModel, planOf } from './handler-plan.ts';
import { modelTest } from './model-test.ts';
import {
  type ClassType,
  methodsOf,
  type NamedMethod,
  ownMethod,
  putGuardLast,
  type Reached,
  reachedBy,
} from './nest-metadata.ts';
import type { NestPrivacy } from './nest-privacy.ts';
import { processingGuard } from './processing.guard.ts';
import { PROCESSING_METADATA } from './processing-metadata.ts';
import { describeModels, describeRefusals } from './swagger-metadata.ts';

/** Looks at every handler and gated method, compiles what is said of it, and tells all that is wrong at once. */
export function scan(lawful: NestPrivacy, classes: readonly ClassType[]): readonly Finding[] {
  const isModel = modelTest(lawful.privacy);
  describeModels(lawful.privacy);
  return classes.flatMap((type) => [
    ...orderOfClass(type),
    ...methodsOf(type).flatMap((named) => scanMethod(lawful, type, named, isModel)),
  ]);
}

function scanMethod(
  lawful: NestPrivacy,
  type: ClassType,
  named: NamedMethod,
  isModel: IsModel,
): readonly Finding[] {
  const { name, method } = named;
  const reached = reachedBy(method);
  const plan = planOf(type, name, method, isModel);
  // What a class says holds for its handlers, not for the methods that they call.
  if (plan === undefined || (reached === 'by call' && !saysItself(method)))
    return reached === 'by call' ? [] : unsaid(lawful.privacy, type, named, isModel);
  const findings = findingsOfHandler(lawful.privacy, { type, named, reached, plan, isModel });
  const refused = mount(lawful, type, named, reached, plan);
  // What is wrong with a purpose or a model has been said in more words than the compiler has.
  return refused === undefined || findings.some(({ code }) => code === refused.code)
    ? findings
    : [...findings, refused];
}

/** Compiles the gate of a handler and puts it where it belongs; says why it cannot. */
function mount(
  lawful: NestPrivacy,
  type: ClassType,
  named: NamedMethod,
  reached: Reached,
  plan: HandlerPlan,
): Finding | undefined {
  try {
    if (reached !== 'by request') {
      lawful.compileCall(type, named.name, named.method, plan);
      return undefined;
    }
    // What a method says itself holds wherever it is inherited.
    const method = saysItself(named.method) ? named.method : ownMethod(type, named);
    lawful.compileRequest(type, method, plan);
    putGuardLast(type, method, processingGuard);
    describeRefusals(type, named.name, method);
    return undefined;
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    return routeFinding('processing-invalid', plan.place, `${error.message}. ${error.help}`);
  }
}

function saysItself(method: object): boolean {
  return Reflect.hasOwnMetadata(PROCESSING_METADATA, method);
}
