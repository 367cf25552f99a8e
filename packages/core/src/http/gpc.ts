/**
 * Whether Global Privacy Control is signalled: at least one `Sec-GPC` header whose value is exactly `1`. Every other
 * value is as good as no header, also `1;x`, `1, 0` and `true`; several headers must come apart, not joined by commas.
 *
 * @param rawHeaders names and values in turn, as Node's `request.rawHeaders`
 */
export function gpcSignalled(rawHeaders: readonly string[]): boolean {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index + 1] !== '1') continue;
    if (rawHeaders[index]?.toLowerCase() === 'sec-gpc') return true;
  }
  return false;
}

/** The resource `/.well-known/gpc.json` (Global Privacy Control): whether the site abides by the signal, and since when. */
export interface GpcSupport {
  readonly gpc: boolean;
  /** RFC 3339 full-date of the last change of that statement. */
  readonly lastUpdate: string;
}

/** The statement of a policy that honours the signal: since this version of it was updated, or came into force. */
export function gpcSupport(policy: {
  readonly updatedAt?: string;
  readonly effectiveFrom: string;
}): GpcSupport {
  return { gpc: true, lastUpdate: policy.updatedAt ?? policy.effectiveFrom };
}
