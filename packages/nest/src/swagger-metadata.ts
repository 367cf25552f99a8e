import 'reflect-metadata';
import type { CompiledField, Privacy } from '@lawful/core';

/** The keys under which @nestjs/swagger keeps what its decorators say; where it is absent, nothing is kept there. */
const MODEL_PROPERTIES = 'swagger/apiModelProperties';
const RESPONSES = 'swagger/apiResponse';

/** Adds `x-personal-data` (category, purposes, legal bases) to every personal field of a model that swagger describes. */
export function describeModels({ catalogue }: Pick<Privacy, 'catalogue'>): void {
  for (const { ref, fields } of catalogue.models.values()) {
    if (typeof ref !== 'function') continue;
    for (const field of fields) describeField(ref.prototype, field);
  }
}

function describeField(prototype: object, { key, category, uses }: CompiledField): void {
  const known: unknown = Reflect.getMetadata(MODEL_PROPERTIES, prototype, key);
  if (known === undefined || category === undefined) return;
  const personal = {
    category,
    purposes: uses.map(({ purpose }) => purpose),
    legalBases: [...new Set(uses.flatMap(({ legalBasis }) => legalBasis ?? []))],
  };
  Reflect.defineMetadata(
    MODEL_PROPERTIES,
    { ...Object(known), 'x-personal-data': personal },
    prototype,
    key,
  );
}

/** Describes the refusal of a guarded handler, unless the application has described one. */
export function describeRefusals(method: object): void {
  const known: unknown = Reflect.getMetadata(RESPONSES, method) ?? {};
  if (Object.hasOwn(Object(known), 403)) return;
  Reflect.defineMetadata(RESPONSES, { ...Object(known), 403: REFUSAL }, method);
}

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
