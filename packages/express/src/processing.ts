import {
  bringIn,
  type ChosenPurpose,
  compileChoice,
  type Failures,
  guardResponse,
  hasUnreadBody,
  outletOf,
  type Privacy,
  PrivacyError,
  type ProcessingOptions,
  type Running,
  runInside,
  type UnitOfWork,
} from '@lawful/core';
import type { ExpressRequest, ExpressResponse, Handler, Next } from './exchange.ts';

/** Makes the middleware of one purpose (or one of several) at one route. Everything is compiled here, nothing per request. */
export function createProcessingHandler<P extends string>(
  privacy: Privacy<P>,
  purpose: P | ChosenPurpose<P, ExpressRequest>,
  options: ProcessingOptions,
  failures: Failures,
  atGate: (request: ExpressRequest) => UnitOfWork,
): Handler {
  const pick = compileChoice(privacy, purpose, options);
  const routeOf = createRouteNamer();
  const go = (
    request: ExpressRequest,
    response: ExpressResponse,
    next: Next,
    running: Running,
  ): void => {
    const { unit } = running;
    bringIn(request, running.incoming, options);
    guardResponse(response, running, (error) => failures.answer(error, unit, outletOf(response)));
    runInside(unit, next);
  };
  /** By itself: where it stood in the handler, requests that wait for nothing would pay for what it captures. */
  const goLater = (
    request: ExpressRequest,
    response: ExpressResponse,
    next: Next,
    admitted: Promise<Running>,
  ): void => {
    admitted.then((running) => go(request, response, next, running)).catch(next);
  };
  return (request: ExpressRequest, response: ExpressResponse, next) => {
    try {
      if (options.body !== undefined && hasUnreadBody(request)) {
        throw new PrivacyError('media-type-not-supported');
      }
      const unit = atGate(request);
      unit.route ??= routeOf(request);
      const { body, params } = request;
      // Express 5 parses the query anew on each access.
      const query = options.query === undefined ? undefined : request.query;
      const running = pick(request).begin(unit, { body, params, query });
      if (running instanceof Promise) goLater(request, response, next, running);
      else go(request, response, next, running);
    } catch (error) {
      next(error);
    }
  };
}

/**
 * Says the pattern of a route, never the address: mount paths are left out, for they hold what the client sent. A gate
 * mostly stands at one route, so its name is made once; it is kept with every record.
 */
function createRouteNamer(): (request: ExpressRequest) => string | undefined {
  let last = { method: '', path: '', name: '' };
  return (request) => {
    const path = request.route?.path;
    if (typeof path !== 'string') return undefined;
    const { method = 'GET' } = request;
    if (last.method !== method || last.path !== path)
      last = { method, path, name: `${method} ${path}` };
    return last.name;
  };
}
