import type { Incoming } from '../enforce/running.ts';

/** The part of a request that a handler reads. */
export interface ReadableRequest {
  readonly url?: string | undefined;
  body?: unknown;
}

/**
 * Hands the handler what the purpose may collect. An undeclared body or query does not reach it; parameters are the
 * route's own, and stay where no model is declared for them.
 */
export function bringIn(
  request: ReadableRequest,
  incoming: Incoming,
  declared: { readonly params?: unknown; readonly query?: unknown },
): void {
  request.body = incoming.body;
  if (declared.params !== undefined) Reflect.set(request, 'params', Object(incoming.params));
  if (declared.query === undefined && !request.url?.includes('?')) return;
  // Express 5 computes `query` by a getter: an own property stands in front of it.
  Object.defineProperty(request, 'query', {
    value: incoming.query ?? {},
    configurable: true,
    writable: true,
    enumerable: true,
  });
}
