import { PrivacyError } from '@lawful/core';

/** Placeholder of the lead until the real one is written by its owner: overwrite me. */
export function validationProblem(_errors: readonly unknown[]): PrivacyError {
  return new PrivacyError('request-invalid', {});
}

export function problemOfValidation(
  _exception: unknown,
  _isDeclared: (path: readonly string[]) => boolean,
): PrivacyError | undefined {
  return undefined;
}
