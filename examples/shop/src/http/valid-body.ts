import 'reflect-metadata';
import { type FieldError, PrivacyError } from '@lawful/core';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';

/**
 * The body as an instance of `Shape`, with nothing in it that `Shape` does not declare. Throws a 422 that
 * names every field that does not fit by its JSON Pointer, and never what the field held.
 */
export async function validBody<T extends object>(Shape: new () => T, body: unknown): Promise<T> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid([{ pointer: '#', detail: 'must be a JSON object' }]);
  }
  const shaped = plainToInstance(Shape, body);
  const faults = await validate(shaped, {
    whitelist: true,
    validationError: { target: false, value: false },
  });
  if (faults.length > 0) throw invalid(faults.flatMap((fault) => fieldErrors(fault, '#')));
  return shaped;
}

/** The 422 of a request whose fields do not fit. */
export function invalid(errors: readonly FieldError[]): PrivacyError {
  return new PrivacyError('request-invalid', { errors });
}

function fieldErrors(fault: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${escapePointer(fault.property)}`;
  const own = Object.values(fault.constraints ?? {}).map((detail) => ({ pointer, detail }));
  const nested = (fault.children ?? []).flatMap((child) => fieldErrors(child, pointer));
  return [...own, ...nested];
}

/** RFC 6901, as a URI fragment. */
function escapePointer(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}
