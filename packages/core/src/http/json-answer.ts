import { PrivacyError } from '../errors.ts';
import { negotiateType } from './negotiate.ts';
import type { NeutralRequest, NeutralResponse } from './neutral.ts';

/** A JSON answer. Kept by no cache unless `headers` say otherwise: most are about one person. */
export function jsonAnswer(
  document: unknown,
  headers: Readonly<Record<string, string>> = {},
): NeutralResponse {
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify(document),
  };
}

/** The media type to answer with. Throws `not-acceptable`, listing what there is. */
export function requireType<T extends string>(
  request: Pick<NeutralRequest, 'header'>,
  offered: readonly T[],
): T {
  const type = negotiateType(request.header('accept'), offered);
  if (type === undefined) {
    throw new PrivacyError('not-acceptable', { members: { available: offered } });
  }
  return type;
}
