/** The request's place in a distributed trace, for a link from the audit trace to it (W3C Trace Context). */
export interface RequestTrace {
  readonly traceId: string;
  readonly spanId: string;
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/;

/** Reads a `traceparent` header; anything malformed is no trace. The sampled flag is not looked at: evidence is not sampled. */
export function parseTraceparent(header: string | undefined): RequestTrace | undefined {
  if (header === undefined) return undefined;
  const [, traceId, spanId] = TRACEPARENT.exec(header) ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId };
}
