import {
  currentUnit,
  type Failures,
  outletOf,
  type Privacy,
  PrivacyError,
  runInside,
  type UnitOfWork,
} from '@lawful/core';
import type { ExpressRequest, ExpressResponse, Handler } from './exchange.ts';

/** How the rights endpoint is mounted. */
export interface RightsOptions {
  /**
   * The data subject whom the request has proven to be; `undefined` for nobody. Without it the endpoint refuses to
   * mount: a rights endpoint that trusts an address in the URL would serve everybody's data to everybody (Art. 12(6)).
   */
  authorise(request: ExpressRequest): string | undefined | Promise<string | undefined>;
}

/** The rights endpoint as a middleware: everything below the path on which it is mounted. */
export function createRightsHandler<P extends string>(
  privacy: Privacy<P>,
  options: RightsOptions,
  failures: Failures,
  atGate: (request: ExpressRequest) => UnitOfWork,
): Handler {
  if (typeof options?.authorise !== 'function') throw new PrivacyError('authoriser-missing');
  const endpoint = privacy.rightsEndpoint({
    authorise: (request: ExpressRequest) => options.authorise(request),
    report: (error, instance) => {
      const unit = currentUnit();
      if (unit !== undefined) failures.report(error, unit, instance);
    },
  });
  return (request: ExpressRequest, response: ExpressResponse, next) => {
    const unit = atGate(request);
    const { method = 'GET', url = '/', body } = request;
    unit.route ??= `${method} ${privacy.baseUrl}/*`;
    const [path = '/'] = url.split('?', 1);
    const query = new URLSearchParams(url.slice(path.length + 1));
    const header = (name: string): string | undefined => request.headers[name]?.toString();
    runInside(unit, () => {
      endpoint
        .handle({ method, path, query, header, body, native: request })
        .then((answer) => failures.carry(answer, unit, outletOf(response)))
        .catch(next);
    });
  };
}
