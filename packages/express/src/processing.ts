import { type Privacy, PrivacyError, type Processing, type ProcessingOptions, runInside, type Running, type UnitOfWork } from '@lawful/core';
import type { ExpressRequest, Handler } from './exchange.ts';
import { guardResponse } from './response-guard.ts';

/** A purpose that the request chooses among the ones that the route offers. The choice is no authority: the role decides. */
export interface ChosenPurpose<P extends string> {
  readonly among: readonly P[];
  by(request: ExpressRequest): unknown;
}

/** Makes the middleware of one purpose (or one of several) at one route. Everything is compiled here, nothing per request. */
export function createProcessingHandler<P extends string>(
  privacy: Privacy<P>,
  purpose: P | ChosenPurpose<P>,
  options: ProcessingOptions,
  unitOf: (request: ExpressRequest) => UnitOfWork,
): Handler {
  const pick = picker(privacy, purpose, options);
  return (request, response, next) => {
    const go = (running: Running): void => {
      bring(request, running, options);
      guardResponse(response, running, next);
      runInside(running.unit, next);
    };
    try {
      const unit = unitOf(request);
      unit.route ??= routeOf(request);
      const { body, params, query } = request;
      const running = pick(request).begin(unit, { body, params, query });
      if (running instanceof Promise) running.then(go).catch(next);
      else go(running);
    } catch (error) {
      next(error);
    }
  };
}

function picker<P extends string>(
  privacy: Privacy<P>,
  purpose: P | ChosenPurpose<P>,
  options: ProcessingOptions,
): (request: ExpressRequest) => Processing {
  if (typeof purpose === 'string') {
    const only = privacy.processing(purpose, options);
    return () => only;
  }
  const among = new Map<unknown, Processing>(purpose.among.map((it) => [it, privacy.processing(it, options)]));
  return (request) => {
    const chosen = among.get(purpose.by(request));
    if (chosen === undefined) {
      throw new PrivacyError('purpose-not-allowed', { members: { purposes: purpose.among } });
    }
    return chosen;
  };
}

/** Hands the handler what the purpose may collect. An undeclared body or query does not reach it. */
function bring(request: ExpressRequest, { incoming }: Running, options: ProcessingOptions): void {
  request.body = incoming.body;
  if (options.params !== undefined) request.params = Object(incoming.params);
  // Express 5 computes `query` by a getter on each access; an own property stands in front of it.
  Object.defineProperty(request, 'query', { value: incoming.query ?? {}, configurable: true, writable: true, enumerable: true });
}

/** The pattern of the route, never the address: mount paths are left out, for they hold what the client sent. */
export function routeOf(request: ExpressRequest): string | undefined {
  const path = request.route?.path;
  return typeof path === 'string' ? `${request.method ?? 'GET'} ${path}` : undefined;
}

