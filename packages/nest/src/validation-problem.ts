import { PrivacyError } from '@lawful/core';
import { type Fault, faultErrors, isFault } from './validation-faults.ts';
import { groupErrors, type IsDeclared, messageErrors } from './validation-messages.ts';

/**
 * What a `ValidationPipe` found, as the problem `request-invalid` (422): where by JSON Pointer and which rule by its
 * name; never a value, a message (it may quote the value) or a key that the sender made up.
 *
 * @example
 * app.useGlobalPipes(new ValidationPipe({ exceptionFactory: validationProblem }));
 */
export function validationProblem(errors: readonly Fault[]): PrivacyError {
  return new PrivacyError('request-invalid', { errors: faultErrors(errors) });
}

/** Statuses with which pipes refuse by default, or mostly are told to. A list of texts under another one is no validation. */
const STATUSES: ReadonlySet<unknown> = new Set([400, 422]);

/**
 * The same problem, made of the exception that a `ValidationPipe` without {@link validationProblem} throws: its list of
 * messages, its messages by path, or the errors of class-validator themselves. `undefined` for any other exception.
 *
 * @param isDeclared whether a path of keys is declared, without the positions in lists; no other key is repeated
 */
export function problemOfValidation(
  exception: unknown,
  isDeclared: IsDeclared,
): PrivacyError | undefined {
  const found = complaintsOf(exception);
  if (!Array.isArray(found)) {
    const errors = groupErrors(found, isDeclared);
    return errors && new PrivacyError('request-invalid', { errors });
  }
  if (found.length === 0) return undefined;
  if (found.every(isFault)) return validationProblem(found);
  if (!found.every((it) => typeof it === 'string')) return undefined;
  return new PrivacyError('request-invalid', { errors: messageErrors(found, isDeclared) });
}

/** What an exception of Nest says, where it could come from validation. */
function complaintsOf(exception: unknown): unknown {
  if (!(exception instanceof Error)) return undefined;
  if (!('getResponse' in exception) || typeof exception.getResponse !== 'function')
    return undefined;
  if (!('getStatus' in exception) || typeof exception.getStatus !== 'function') return undefined;
  if (!STATUSES.has(exception.getStatus())) return undefined;
  const response: unknown = exception.getResponse();
  if (typeof response !== 'object' || response === null || Array.isArray(response)) return response;
  return Reflect.get(response, 'message');
}
