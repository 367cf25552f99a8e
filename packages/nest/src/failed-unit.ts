import type { Privacy, Running, UnitOfWork } from '@lawful/core';
import { isPrivacyError } from '@lawful/core';

/** The unit of work in which an error was thrown. Errors are rare, and frozen ones exist: a WeakMap. */
const units = new WeakMap<object, UnitOfWork>();

/**
 * The unit of work in which a gated call failed: whose sightings keep the error's text clean, and whose actor says what
 * a client may be told. `undefined` for an error that no gated call has thrown.
 */
export function unitOfFailure(error: unknown): UnitOfWork | undefined {
  return typeof error === 'object' && error !== null ? units.get(error) : undefined;
}

/** Notes where an error comes from: the innermost gated call, which it passed first. */
export function noteFailure(error: unknown, unit: UnitOfWork): void {
  if (typeof error === 'object' && error !== null && !units.has(error)) units.set(error, unit);
}

/** Records what went wrong on our side after a call was admitted, as for a request; a refusal has its own record already. */
export async function recordFailure(
  error: unknown,
  running: Running,
  privacy: Pick<Privacy, 'problem'>,
): Promise<void> {
  const { status, slug } = privacy.problem(error, running.unit);
  const decided = isPrivacyError(error) && error.details.decision !== undefined;
  if (status < 500 || decided || slug === 'audit-unavailable') return;
  try {
    await running.incident(slug);
  } catch {
    // An incident that cannot be recorded has nowhere left to be told; the caller has the error.
  }
}
