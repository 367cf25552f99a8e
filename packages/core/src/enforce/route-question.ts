import type { Catalogue, CompiledField } from '../catalogue/catalogue.ts';
import { type CompiledQuestion, compileQuestion } from '../decide/compile-question.ts';
import type { Question } from '../decide/question.ts';
import type { CategoryId, SpecialCategoryBasisId } from '../vocabulary/index.ts';
import type { ProcessingOptions } from './route-plan.ts';
import type { UnitOfWork } from './unit.ts';

/** A route's question without who asks it. */
export type QuestionTemplate = Omit<Question, 'actor'>;

/** What a route asks, whoever comes: its purpose and operation, and the fields that may come in or go out. */
export function templateOf(
  purpose: string,
  options: ProcessingOptions,
  fields: readonly CompiledField[],
): QuestionTemplate {
  const condition = strictestCondition(fields, purpose);
  const { channel, recipient, similarProducts, collectedFor, exception } = options;
  return {
    purpose,
    operation: options.operation ?? (options.body === undefined ? 'dpv:Consult' : 'dpv:Collect'),
    categories: [
      ...new Set(
        fields.flatMap((it): CategoryId[] => (it.category === undefined ? [] : [it.category])),
      ),
    ],
    fields: fields.map((it) => it.path),
    ...(condition === undefined ? {} : { specialCategoryBasis: condition }),
    ...(channel === undefined ? {} : { channel }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(similarProducts === undefined ? {} : { similarProducts }),
    ...(collectedFor === undefined ? {} : { collectedFor }),
    ...(exception === undefined ? {} : { exception }),
  };
}

/** How many kinds of actor a route keeps questions for. Roles are few; tenants may be many. */
const QUESTIONS_KEPT = 1_000;

/** The question of a route as each kind of actor asks it; compiled once per kind. */
export function questionsOf(
  catalogue: Catalogue,
  template: QuestionTemplate,
): (unit: UnitOfWork, now: number) => CompiledQuestion {
  const made = new Map<string, CompiledQuestion>();
  let plain: CompiledQuestion | undefined;
  return (unit, now) => {
    const { type, role, relationships } = unit.actor;
    if (
      type === 'data-subject' &&
      role === undefined &&
      relationships === undefined &&
      !unit.gpc &&
      unit.tenant === undefined
    ) {
      plain ??= compileQuestion(catalogue, questionBy(unit, template), now);
      return plain;
    }
    const key = JSON.stringify([type, role, relationships, unit.gpc, unit.tenant]);
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= QUESTIONS_KEPT) made.clear();
    const question = compileQuestion(catalogue, questionBy(unit, template), now);
    made.set(key, question);
    return question;
  };
}

function questionBy(unit: UnitOfWork, template: QuestionTemplate): Question {
  const { type, role, relationships } = unit.actor;
  return Object.freeze({
    ...template,
    actor: {
      type,
      ...(role === undefined ? {} : { role }),
      ...(relationships === undefined ? {} : { relationships: [...relationships] }),
    },
    ...(unit.gpc ? { gpc: true } : {}),
    ...(unit.tenant === undefined ? {} : { tenant: unit.tenant }),
  });
}

/** Explicit consent wins over other conditions: what one field needs, the whole route needs. */
function strictestCondition(
  fields: readonly CompiledField[],
  purpose: string,
): SpecialCategoryBasisId | undefined {
  const conditions = fields
    .filter((it) => it.special)
    .flatMap((it) => it.uses.filter((use) => use.purpose === purpose))
    .map((use) => use.specialCategoryBasis);
  return (
    conditions.find((it) => it === 'eu-gdpr:A9-2-a') ?? conditions.find((it) => it !== undefined)
  );
}
