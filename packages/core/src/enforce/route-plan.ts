import type { Catalogue, CompiledModel } from '../catalogue/catalogue.ts';
import type { CompiledQuestion } from '../decide/compile-question.ts';
import type { RestrictionException } from '../decide/question.ts';
import type { ModelRef } from '../declare/model.ts';
import type { Channel } from '../declare/policy-input.ts';
import { PrivacyError } from '../errors.ts';
import type { OperationId } from '../vocabulary/index.ts';
import { type Answer, compileReturns } from './answer.ts';
import { compileInput, type Input } from './input.ts';
import type { ShaperOf } from './minimise/element.ts';
import { type Direction, type PlanOf, plansFor } from './minimise/plan.ts';
import { straysOf } from './minimise/strays.ts';
import type { Strays } from './minimise/walk.ts';
import { isByStatus, type Returns } from './returns.ts';
import { questionsOf, templateOf } from './route-question.ts';
import type { UnitOfWork } from './unit.ts';

/** Whose data a unit of work is about. */
export type SubjectMode =
  /** The authenticated data subject, and nobody else. */
  | 'self'
  /** A subject whom the work creates and binds once. */
  | 'new'
  /** Every element of the answer has its own subject; those without a basis are left out. */
  | 'each';

/** What `processing()` takes besides the purpose. */
export interface ProcessingOptions {
  readonly body?: ModelRef | readonly [ModelRef];
  readonly params?: ModelRef;
  readonly query?: ModelRef;
  readonly returns?: Returns;
  /** Default: `dpv:Collect` with a body, `dpv:Consult` without. */
  readonly operation?: OperationId;
  readonly subject?: SubjectMode;
  readonly channel?: Channel;
  readonly recipient?: string;
  readonly similarProducts?: boolean;
  readonly collectedFor?: string;
  readonly exception?: RestrictionException;
  /** What happens to keys that nobody declared for the purpose: dropped and counted (default), or refused with 422. */
  readonly undeclared?: 'drop' | 'refuse';
}

/** One purpose at one place of the application, compiled against one version of the policy. */
export interface RoutePlan {
  readonly catalogue: Catalogue;
  readonly purpose: string;
  readonly mode: SubjectMode;
  readonly body: Input | undefined;
  readonly params: Input | undefined;
  readonly query: Input | undefined;
  readonly answer: (status: number) => Answer | undefined;
  /** What is done with declared instances found in values, by direction. */
  readonly strays: Readonly<Record<Direction, Strays>>;
  /** Inputs for which nothing is declared are refused, not dropped. */
  readonly refuse: boolean;
  /** The question as this actor asks it; compiled once per kind of actor. */
  askedBy(unit: UnitOfWork, now: number): CompiledQuestion;
}

/** Compiles a route. Throws where a model or the purpose is not declared. */
export function compileRoute(
  catalogue: Catalogue,
  purpose: string,
  options: ProcessingOptions,
  shaperOf: ShaperOf,
): RoutePlan {
  const planOf = plansOf(catalogue, purpose);
  const mode = options.subject ?? 'self';
  const refuse = options.undeclared === 'refuse';
  const model = (ref: ModelRef): CompiledModel => {
    const compiled = catalogue.models.get(ref);
    if (compiled === undefined) throw new PrivacyError('model-not-declared', { what: ref?.name });
    return compiled;
  };
  const inward = { model, planOf: planOf.in, shaperOf, purpose, refuse };
  const input = (ref: ModelRef | readonly [ModelRef] | undefined): Input | undefined =>
    ref === undefined ? undefined : compileInput(ref, inward);
  const [body, params, query] = [options.body, options.params, options.query].map(input);
  const outward = { model, planOf: planOf.out, shaperOf, each: mode === 'each' };
  const answer = compileReturns(options.returns, outward);
  const fields = new Set([
    ...[body, params, query].flatMap((it) => it?.fields ?? []),
    ...answersOf(options.returns, answer).flatMap((it) => it.fields),
  ]);
  return {
    catalogue,
    purpose,
    mode,
    body,
    params,
    query,
    answer,
    refuse,
    strays: {
      in: straysOf(catalogue, 'in', planOf.in, shaperOf),
      out: straysOf(catalogue, 'out', planOf.out, shaperOf),
    },
    askedBy: questionsOf(catalogue, templateOf(purpose, options, [...fields])),
  };
}

const PLANS = new WeakMap<Catalogue, Map<string, Readonly<Record<Direction, PlanOf>>>>();

/** The plans of one purpose, shared by every route that has it. */
function plansOf(catalogue: Catalogue, purpose: string): Readonly<Record<Direction, PlanOf>> {
  const ofCatalogue = PLANS.get(catalogue) ?? new Map();
  PLANS.set(catalogue, ofCatalogue);
  const plans = ofCatalogue.get(purpose) ?? {
    in: plansFor(purpose, 'in'),
    out: plansFor(purpose, 'out'),
  };
  ofCatalogue.set(purpose, plans);
  return plans;
}

function answersOf(
  returns: Returns | undefined,
  answer: (status: number) => Answer | undefined,
): readonly Answer[] {
  const statuses = isByStatus(returns) ? Object.keys(returns).map(Number) : [200];
  return statuses.flatMap((status) => answer(status) ?? []);
}
