import 'reflect-metadata';
import type { Catalogue, CompiledField, Privacy } from '@lawful/core';
import type { ClassType } from './nest-metadata.ts';

/** The keys under which @nestjs/swagger keeps what its decorators say; where it is absent, nobody reads them. */
const MODEL_PROPERTIES = 'swagger/apiModelProperties';
const RESPONSES = 'swagger/apiResponse';

/** Where the compiler plugin of @nestjs/swagger leaves what it has read of a class: a function, called for the document. */
const PLUGIN = '_OPENAPI_METADATA_FACTORY';

/** Adds `x-personal-data` (category, purposes, legal bases) to every personal field of a model that swagger describes. */
export function describeModels(privacy: Pick<Privacy, 'catalogue' | 'catalogues'>): void {
  for (const { ref, fields } of inForce(privacy)?.models.values() ?? []) {
    if (typeof ref !== 'function') continue;
    for (const field of fields) describeField(ref.prototype, field);
  }
}

/** The version in force; the first one where none is yet. */
function inForce(privacy: Pick<Privacy, 'catalogue' | 'catalogues'>): Catalogue | undefined {
  try {
    return privacy.catalogue;
  } catch {
    return privacy.catalogues[0];
  }
}

function describeField(prototype: object, { key, category, uses }: CompiledField): void {
  if (category === undefined) return;
  const known: unknown = Reflect.getMetadata(MODEL_PROPERTIES, prototype, key);
  if (known === undefined && readByPlugin(prototype, key) === undefined) return;
  const personal = {
    category,
    purposes: uses.map(({ purpose }) => purpose),
    legalBases: [...new Set(uses.flatMap(({ legalBasis }) => legalBasis ?? []))],
  };
  // At this class alone: what was known may be said of the class above, which describes other models, too.
  Reflect.defineMetadata(
    MODEL_PROPERTIES,
    { ...Object(known), 'x-personal-data': personal },
    prototype,
    key,
  );
}

/** Describes the refusal of a guarded handler, unless the application has described one. */
export function describeRefusals(type: ClassType, name: string, method: object): void {
  const known: unknown = Reflect.getMetadata(RESPONSES, method);
  const described = [known, Reflect.getMetadata(RESPONSES, type)];
  if (described.some((it) => Object.hasOwn(Object(it), 403))) return;
  Reflect.defineMetadata(
    RESPONSES,
    { ...Object(known ?? usualAnswer(type, name, method)), 403: REFUSAL },
    method,
  );
}

/** What swagger describes where no decorator describes an answer; it does so only where there is none at all. */
function usualAnswer(type: ClassType, name: string, method: object): object {
  const { summary, deprecated, tags, status, ...read } = Object(readByPlugin(type.prototype, name));
  const usual = Reflect.getMetadata(STATUS, method);
  const code: unknown =
    status ?? usual ?? (Reflect.getMetadata(METHOD, method) === POST ? 201 : 200);
  return { [String(code)]: { description: '', ...read } };
}

/** What the plugin has read of a property or a method, of the class or of one above it. */
function readByPlugin(prototype: object, key: string): unknown {
  for (let it: unknown = prototype; it instanceof Object; it = Object.getPrototypeOf(it)) {
    const factory: unknown = Reflect.get(it.constructor, PLUGIN);
    const read: unknown = typeof factory === 'function' ? factory.call(it.constructor) : undefined;
    if (Object.hasOwn(Object(read), key)) return Reflect.get(Object(read), key);
  }
  return undefined;
}

/** How Nest keeps the status and the method of a handler, and how it numbers POST. */
const STATUS = '__httpCode__';
const METHOD = 'method';
const POST = 1;

const REFUSAL = {
  description: 'Refused: a problem document (RFC 9457) that says why and what would change it.',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          instance: { type: 'string' },
          purpose: { type: 'string' },
        },
      },
    },
  },
};
