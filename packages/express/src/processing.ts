import {
  type Failures,
  guardResponse,
  hasUnreadBody,
  outletOf,
  type Privacy,
  PrivacyError,
  type Processing,
  type ProcessingOptions,
  type Running,
  runInside,
  type UnitOfWork,
} from '@lawful/core';
import type { ExpressRequest, ExpressResponse, Handler } from './exchange.ts';

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
  failures: Failures,
  atGate: (request: ExpressRequest) => UnitOfWork,
): Handler {
  const pick = picker(privacy, purpose, options);
  const routeOf = createRouteNamer();
  return (request: ExpressRequest, response: ExpressResponse, next) => {
    const go = (running: Running): void => {
      const { unit } = running;
      bring(request, running, options);
      guardResponse(response, running, (error) => failures.answer(error, unit, outletOf(response)));
      runInside(unit, next);
    };
    try {
      if (options.body !== undefined && hasUnreadBody(request)) {
        throw new PrivacyError('media-type-not-supported');
      }
      const unit = atGate(request);
      unit.route ??= routeOf(request);
      const running = pick(request).begin(unit, {
        body: request.body,
        params: request.params,
        // Express 5 parses the query anew on each access.
        query: options.query === undefined ? undefined : request.query,
      });
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
  const among = new Map<unknown, Processing>(
    purpose.among.map((it) => [it, privacy.processing(it, options)]),
  );
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
  if (options.params !== undefined) Reflect.set(request, 'params', Object(incoming.params));
  if (options.query === undefined && !request.url?.includes('?')) return;
  // Express 5 computes `query` by a getter: an own property stands in front of it.
  Object.defineProperty(request, 'query', {
    value: incoming.query ?? {},
    configurable: true,
    writable: true,
    enumerable: true,
  });
}

/**
 * Says the pattern of a route, never the address: mount paths are left out, for they hold what the client sent. A gate
 * mostly stands at one route, so its name is made once; it is kept with every record.
 */
function createRouteNamer(): (request: ExpressRequest) => string | undefined {
  let last = { method: '', path: '', name: '' };
  return (request) => {
    const route: unknown = Reflect.get(request, 'route');
    const path: unknown =
      typeof route === 'object' && route !== null ? Reflect.get(route, 'path') : undefined;
    if (typeof path !== 'string') return undefined;
    const { method = 'GET' } = request;
    if (last.method !== method || last.path !== path)
      last = { method, path, name: `${method} ${path}` };
    return last.name;
  };
}
