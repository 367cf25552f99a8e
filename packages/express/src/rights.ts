import { type Privacy, PrivacyError, runInside, type UnitOfWork } from '@lawful/core';
import type { ExpressRequest, Handler } from './exchange.ts';
import { writeAnswer } from './write-answer.ts';

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
  unitOf: (request: ExpressRequest) => UnitOfWork,
): Handler {
  if (typeof options?.authorise !== 'function') throw new PrivacyError('authoriser-missing');
  const endpoint = privacy.rightsEndpoint({ authorise: (request: ExpressRequest) => options.authorise(request) });
  return (request, response, next) => {
    const unit = unitOf(request);
    unit.route ??= `${request.method ?? 'GET'} ${privacy.baseUrl}/*`;
    const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
    runInside(unit, () => {
      endpoint
        .handle({
          method: request.method ?? 'GET',
          path,
          query: new URLSearchParams(search),
          header: (name) => headerOf(request, name),
          body: request.body,
          native: request,
        })
        .then((answer) => writeAnswer(response, answer))
        .catch(next);
    });
  };
}

function headerOf(request: ExpressRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}
