import 'reflect-metadata';
import type { ModelRef, ProcessingOptions, Returns } from '@lawful/core';
import { answersWithoutBody, type ClassType, returnTypeOf, takenBy } from './nest-metadata.ts';
import {
  PROCESSING_METADATA,
  type ProcessingMetadata,
  RETURNS_METADATA,
} from './processing-metadata.ts';

/** What is said of one handler: by `@Processing` and `@Returns`, and by the classes that it takes and gives. */
export interface HandlerPlan {
  /** `PatientsController.me`. */
  readonly place: string;
  readonly said: ProcessingMetadata;
  /** What core compiles; without `subject` where that is a function of a call's arguments. */
  readonly options: ProcessingOptions;
}

/** Whether a class is a declared model. */
export type IsModel = (type: unknown) => type is ModelRef;

/** Reads what is said of a handler; `undefined` where nothing is. */
export function planOf(
  type: ClassType,
  name: string,
  method: object,
  isModel: IsModel,
): HandlerPlan | undefined {
  const said: ProcessingMetadata | undefined =
    Reflect.getMetadata(PROCESSING_METADATA, method) ??
    Reflect.getMetadata(PROCESSING_METADATA, type);
  if (said === undefined) return undefined;
  const { subject, ...options } = said.options;
  const returns = options.returns ?? returnsOf(type, name, method, isModel);
  return {
    place: `${type.name}.${name}`,
    said,
    options: {
      ...modelsTakenBy(type, name, isModel),
      ...options,
      ...(returns === undefined ? {} : { returns }),
      ...(typeof subject === 'string' ? { subject } : {}),
    },
  };
}

/** The purposes for which a handler may be called: one, or those among which the request chooses. */
export function purposesOf({ purpose }: ProcessingMetadata): readonly string[] {
  return typeof purpose === 'string' ? [purpose] : purpose.among;
}

/** The models that `returns`, `body` and the like name, wrapped or by status; texts and opaque bodies name none. */
export function modelsNamedIn(shape: unknown): readonly ModelRef[] {
  if (isNamedModel(shape)) return [shape];
  if (typeof shape !== 'object' || shape === null || kindOf(shape) === 'lawful.opaque') return [];
  return Object.values(shape).flatMap(modelsNamedIn);
}

/** A class, or a model for plain objects; whether it is declared, the catalogue knows. */
function isNamedModel(shape: unknown): shape is ModelRef {
  return typeof shape === 'function' || kindOf(shape) === 'lawful.model';
}

function kindOf(shape: unknown): unknown {
  return typeof shape === 'object' && shape !== null ? Reflect.get(shape, 'kind') : undefined;
}

/** Body, query and parameters that are declared models, by the types of the handler's parameters. */
function modelsTakenBy(
  type: ClassType,
  name: string,
  isModel: IsModel,
): Pick<ProcessingOptions, 'body' | 'query' | 'params'> {
  const models = takenBy(type, name)
    .filter(({ key }) => key === undefined)
    .flatMap(({ from, type: taken }) => (isModel(taken) ? [[from, taken] as const] : []));
  return Object.fromEntries(models);
}

function returnsOf(
  type: ClassType,
  name: string,
  method: object,
  isModel: IsModel,
): Returns | undefined {
  const said = returnsSaidOf(method);
  if (said !== undefined) return said;
  const noted = returnTypeOf(type, name);
  if (isModel(noted)) return noted;
  // A return type that nobody wrote is noted like void; only the status says that there is no body.
  return answersWithoutBody(method) ? 'nothing' : undefined;
}

/** What `@Returns` says of a method. */
export function returnsSaidOf(method: object): Returns | undefined {
  return Reflect.getMetadata(RETURNS_METADATA, method);
}
