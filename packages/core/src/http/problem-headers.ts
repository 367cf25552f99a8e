import type { ProblemContext } from './problem.ts';

const RETRY_AFTER_SECONDS = 5;

/** The headers of a problem: kept by no cache, and what its status demands. */
export function problemHeaders(
  status: number,
  { noticeUrl, retryAfter = RETRY_AFTER_SECONDS }: ProblemContext,
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const { allow } = members;
  return {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(noticeUrl === undefined ? {} : { Link: `<${noticeUrl}>; rel="privacy-policy"` }),
    ...(status === 401 ? { 'WWW-Authenticate': challenge(members) } : {}),
    ...(status === 405 && Array.isArray(allow) ? { Allow: allow.join(', ') } : {}),
    ...(status === 503 ? { 'Retry-After': String(retryAfter) } : {}),
  };
}

/** A bearer token is asked for (RFC 6750); where the one that came is too weak, the level that is needed (RFC 9470). */
function challenge({ acrValues, maxAge }: Readonly<Record<string, unknown>>): string {
  const parts = [
    ...(typeof acrValues === 'string' && QUOTABLE.test(acrValues)
      ? [`acr_values="${acrValues}"`]
      : []),
    ...(typeof maxAge === 'number' && Number.isInteger(maxAge) ? [`max_age=${maxAge}`] : []),
  ];
  return parts.length === 0
    ? 'Bearer'
    : `Bearer error="insufficient_user_authentication", ${parts.join(', ')}`;
}

/** Text that stands in a quoted string as it is. */
const QUOTABLE = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
