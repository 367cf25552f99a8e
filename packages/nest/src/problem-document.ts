import { currentUnit } from '@lawful/core';
import { unitOfFailure } from './failed-unit.ts';
import type { NestPrivacy } from './nest-privacy.ts';

/** A problem document (RFC 9457) as a plain value. */
export type ProblemDocument = Readonly<Record<string, unknown>>;

/** What a message or a resolver may tell of an error; tells `onError` of it. */
export function problemDocument(
  error: unknown,
  { privacy, options }: Pick<NestPrivacy, 'privacy' | 'options'>,
): ProblemDocument {
  const unit = unitOfFailure(error) ?? currentUnit() ?? privacy.open({});
  const { body, instance, status } = privacy.problem(error, unit);
  options.onError?.(privacy.loggedError(error, unit), { instance, status });
  return typeof body === 'string' ? JSON.parse(body) : { status };
}
