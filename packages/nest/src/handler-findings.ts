import 'reflect-metadata';
import {
  type CompiledField,
  type CompiledModel,
  type Finding,
  type Privacy,
  routeFinding,
} from '@lawful/core';
import {
  type HandlerPlan,
  type IsModel,
  modelsNamedIn,
  purposesOf,
  returnsSaidOf,
} from './handler-plan.ts';
import {
  answersNobody,
  type ClassType,
  isFollowed,
  type NamedMethod,
  parameterTypesOf,
  type Reached,
  returnTypeOf,
  takenBy,
} from './nest-metadata.ts';
import { processingGuard } from './processing.guard.ts';
import { PROCESSING_METADATA } from './processing-metadata.ts';

/** A handler of which something is said. */
export interface SaidHandler {
  readonly type: ClassType;
  readonly named: NamedMethod;
  readonly reached: Reached;
  readonly plan: HandlerPlan;
  readonly isModel: IsModel;
}

/** Everything that is wrong with a handler of which something is said. */
export function findingsOfHandler(privacy: Privacy, handler: SaidHandler): readonly Finding[] {
  const { reached, named, plan } = handler;
  const { place, said, options } = plan;
  const findings = [
    ...unknownPurposes(privacy, plan),
    ...undeclaredModels(handler),
    ...purposesWithoutFields(privacy, handler),
  ];
  if (reached === 'by request') {
    findings.push(...takenWithoutModel(handler));
    if (isFollowed(named.method, processingGuard)) findings.push(guardAfter(place));
  }
  const ofRequest = reached === 'by request' || reached === 'by resolver';
  if (!ofRequest && (said.options.subject ?? 'self') === 'self')
    findings.push(
      routeFinding('subject-unknowable', place, 'Nothing says whose data a call is about.'),
    );
  if (reached !== 'by call' && options.returns === undefined && !answersNobody(named.method))
    findings.push(
      routeFinding('returns-missing', place, 'Nothing says what the handler answers with.'),
    );
  return findings;
}

/** What is wrong with a handler of which nothing is said: personal data go in or out for no purpose. */
export function unsaid(
  { catalogues }: Pick<Privacy, 'catalogues'>,
  type: ClassType,
  { name, method }: NamedMethod,
  isModel: IsModel,
): readonly Finding[] {
  const named: readonly unknown[] = [
    ...parameterTypesOf(type, name),
    returnTypeOf(type, name),
    ...modelsNamedIn(returnsSaidOf(method)),
  ];
  const personal = [...new Set(named.filter(isModel))].filter((ref) =>
    catalogues.some(({ models }) => fieldsOf([models.get(ref)]).some(isPersonal)),
  );
  if (personal.length === 0) return [];
  const names = personal.map((it) => it.name).join(', ');
  const message = `The handler takes or gives ${names}, for no purpose.`;
  return [routeFinding('processing-missing', `${type.name}.${name}`, message)];
}

/** What is wrong with the order of the decorators of a class. */
export function orderOfClass(type: ClassType): readonly Finding[] {
  const saysItself = Reflect.hasOwnMetadata(PROCESSING_METADATA, type);
  return saysItself && isFollowed(type, processingGuard) ? [guardAfter(type.name)] : [];
}

function guardAfter(place: string): Finding {
  return routeFinding('guard-after-processing', place, 'A guard stands after @Processing.');
}

function unknownPurposes(
  { catalogues }: Pick<Privacy, 'catalogues'>,
  { place, said }: HandlerPlan,
): readonly Finding[] {
  return purposesOf(said)
    .filter((purpose) => !catalogues.some(({ purposes }) => purposes.has(purpose)))
    .map((purpose) => {
      const message = `${JSON.stringify(purpose)} is no purpose of the policy.`;
      return routeFinding('processing-invalid', place, message);
    });
}

/** Models that are named and not in `models`, or never declared. */
function undeclaredModels({ plan: { place, options }, isModel }: SaidHandler): readonly Finding[] {
  return PLACES.flatMap((where) =>
    modelsNamedIn(options[where])
      .filter((it) => !isModel(it))
      .map((it) => undeclared(place, it, where)),
  );
}

const PLACES = ['body', 'query', 'params', 'returns'] as const;

function undeclared(place: string, type: unknown, where: string): Finding {
  const name = typeof type === 'function' || isNamed(type) ? type.name : 'Something';
  const message = `${name}, named as ${where}, is not among the models that createPrivacy was given.`;
  return routeFinding('processing-invalid', place, message);
}

function isNamed(type: unknown): type is { readonly name: string } {
  return typeof type === 'object' && type !== null && 'name' in type;
}

/** Body and query are dropped where no model says what of them may come in; parameters of the path are the route's own. */
function takenWithoutModel(handler: SaidHandler): readonly Finding[] {
  const { type, named, plan, isModel } = handler;
  return takenBy(type, named.name).flatMap(({ from, type: taken, key }) => {
    if (from === 'params' || plan.options[from] !== undefined) return [];
    if (key === undefined && isModel(taken)) return [];
    if (key === undefined && !NO_CLASS.has(taken)) return [undeclared(plan.place, taken, from)];
    const what = key === undefined ? 'is no declared model' : 'is taken by key, without a model';
    const message = `What the handler takes as ${from} ${what}.`;
    return [routeFinding('processing-invalid', plan.place, message)];
  });
}

/** What the compiler notes for types that are no class. */
const NO_CLASS: ReadonlySet<unknown> = new Set([undefined, Object, Array, String, Number, Boolean]);

/** Purposes for which nothing of what the handler takes and gives would be left, in any version of the policy. */
function purposesWithoutFields(
  { catalogues }: Pick<Privacy, 'catalogues'>,
  { plan: { place, said, options } }: SaidHandler,
): readonly Finding[] {
  const named = PLACES.flatMap((where) => modelsNamedIn(options[where]));
  const fields = fieldsOf(catalogues.flatMap(({ models }) => named.map((it) => models.get(it))));
  if (!fields.some(({ category }) => category !== undefined)) return [];
  const found = new Set(fields.flatMap(({ uses }) => uses.map(({ purpose }) => purpose)));
  return purposesOf(said)
    .filter((it) => catalogues.some(({ purposes }) => purposes.has(it)) && !found.has(it))
    .map((purpose) => {
      const names = [...new Set(named.map(({ name }) => name))].join(', ');
      const message = `No field of ${names} is for ${JSON.stringify(purpose)}.`;
      return routeFinding('purpose-without-fields', place, message);
    });
}

/** The fields of models and of everything that they nest. */
function fieldsOf(models: readonly (CompiledModel | undefined)[]): readonly CompiledField[] {
  const reached = new Set(models.filter((it) => it !== undefined));
  for (const { fields } of reached)
    for (const { nested } of fields) if (nested !== undefined) reached.add(nested.model);
  return [...reached].flatMap(({ fields }) => fields);
}

function isPersonal({ category, subjectId }: CompiledField): boolean {
  return category !== undefined || subjectId;
}
