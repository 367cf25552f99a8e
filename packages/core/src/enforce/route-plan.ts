import type { Catalogue, CompiledField, CompiledModel } from '../catalogue/catalogue.ts';
import type { Channel } from '../declare/policy-input.ts';
import type { ModelRef } from '../declare/model.ts';
import { type CompiledQuestion, compileQuestion } from '../decide/compile-question.ts';
import type { Question, RestrictionException } from '../decide/question.ts';
import { PrivacyError } from '../errors.ts';
import type { CategoryId, OperationId, SpecialCategoryBasisId } from '../vocabulary/index.ts';
import { type Answer, compileReturns } from './answer.ts';
import { compileInput, type Input } from './input.ts';
import { plansFor } from './minimise/plan.ts';
import type { ShaperOf } from './minimise/shaper.ts';
import type { Returns } from './returns.ts';
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
  const inward = plansFor(purpose, 'in');
  const outward = plansFor(purpose, 'out');
  const model = (ref: ModelRef): CompiledModel => {
    const compiled = catalogue.models.get(ref);
    if (compiled === undefined) throw new PrivacyError('model-not-declared', { what: ref.name });
    return compiled;
  };
  const input = (ref: ModelRef | readonly [ModelRef] | undefined): Input | undefined =>
    ref === undefined ? undefined : compileInput(ref, { model, planOf: inward, shaperOf, purpose, refuse: options.undeclared === 'refuse' });
  const parts = { body: input(options.body), params: input(options.params), query: input(options.query) };
  const answer = compileReturns(options.returns, { model, planOf: outward, shaperOf });
  const fields = fieldsOf([...Object.values(parts).flatMap((it) => it?.fields ?? []), ...answers(options.returns, answer)]);
  const template = templateOf(purpose, options, fields);
  return {
    catalogue,
    purpose,
    mode: options.subject ?? 'self',
    ...parts,
    answer,
    askedBy: questionsOf(catalogue, template),
  };
}

function templateOf(
  purpose: string,
  options: ProcessingOptions,
  fields: readonly CompiledField[],
): Omit<Question, 'actor'> {
  const condition = strictestCondition(fields, purpose);
  return {
    purpose,
    operation: options.operation ?? (options.body === undefined ? 'dpv:Consult' : 'dpv:Collect'),
    categories: [...new Set(fields.flatMap((it): CategoryId[] => (it.category === undefined ? [] : [it.category])))],
    fields: fields.map((it) => it.path),
    ...(condition === undefined ? {} : { specialCategoryBasis: condition }),
    ...(options.channel === undefined ? {} : { channel: options.channel }),
    ...(options.recipient === undefined ? {} : { recipient: options.recipient }),
    ...(options.similarProducts === undefined ? {} : { similarProducts: options.similarProducts }),
    ...(options.collectedFor === undefined ? {} : { collectedFor: options.collectedFor }),
    ...(options.exception === undefined ? {} : { exception: options.exception }),
  };
}

/** Explicit consent wins over other conditions: what one field needs, the whole route needs. */
function strictestCondition(fields: readonly CompiledField[], purpose: string): SpecialCategoryBasisId | undefined {
  const conditions = fields
    .filter((it) => it.special)
    .flatMap((it) => it.uses.filter((use) => use.purpose === purpose).map((use) => use.specialCategoryBasis));
  return conditions.find((it) => it === 'eu-gdpr:A9-2-a') ?? conditions.find((it) => it !== undefined);
}

/** How many kinds of actor a route keeps questions for. Roles are few; tenants may be many. */
const QUESTIONS_KEPT = 1_000;

function questionsOf(catalogue: Catalogue, template: Omit<Question, 'actor'>): RoutePlan['askedBy'] {
  const made = new Map<string, CompiledQuestion>();
  let plain: CompiledQuestion | undefined;
  const make = (unit: UnitOfWork, now: number): CompiledQuestion => {
    const { type, role, relationships } = unit.actor;
    const actor = { type, ...(role === undefined ? {} : { role }), ...(relationships === undefined ? {} : { relationships }) };
    const question: Question = {
      ...template,
      actor,
      ...(unit.gpc ? { gpc: true } : {}),
      ...(unit.tenant === undefined ? {} : { tenant: unit.tenant }),
    };
    return compileQuestion(catalogue, Object.freeze(question), now);
  };
  return (unit, now) => {
    const { type, role, relationships } = unit.actor;
    if (type === 'data-subject' && role === undefined && !unit.gpc && unit.tenant === undefined) {
      plain ??= make(unit, now);
      return plain;
    }
    const key = JSON.stringify([type, role, relationships, unit.gpc, unit.tenant]);
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= QUESTIONS_KEPT) made.clear();
    const question = make(unit, now);
    made.set(key, question);
    return question;
  };
}

function answers(returns: Returns | undefined, answer: (status: number) => Answer | undefined): readonly CompiledField[] {
  if (returns === undefined) return [];
  const statuses = Object.keys(returns).filter((key) => /^\d{3}$/.test(key)).map(Number);
  return (statuses.length === 0 ? [200] : statuses).flatMap((status) => answer(status)?.fields ?? []);
}

function fieldsOf(fields: readonly CompiledField[]): readonly CompiledField[] {
  return [...new Set(fields)];
}
