import type { NestRequest } from './exchange.ts';

/** Says the pattern of a handler's route, `GET /patients/:id`, never the address; made once for each of its paths. */
export function createRouteNamer(): (request: NestRequest) => string | undefined {
  let last = { method: '', path: '', name: '', isAddress: false };
  return (request) => {
    const { method = 'GET' } = request;
    // Fastify makes an object of twelve members for whoever asks: not for an address without parameters that was here before.
    if (isFastify(request) && last.isAddress && request.url === last.path && method === last.method)
      return last.name;
    const path = patternOf(request);
    if (path === undefined) return undefined;
    if (last.method !== method || last.path !== path)
      last = { method, path, name: `${method} ${path}`, isAddress: !/[:*(]/.test(path) };
    return last.name;
  };
}

/** Express keeps the pattern in `route.path`, Fastify in `routeOptions.url`. */
function patternOf(request: object): string | undefined {
  const { route, routeOptions }: { route?: unknown; routeOptions?: unknown } = request;
  const { path }: { path?: unknown } = Object(route);
  if (typeof path === 'string') return path;
  const { url }: { url?: unknown } = Object(routeOptions);
  return typeof url === 'string' ? url : undefined;
}

function isFastify(request: object): boolean {
  return 'routeOptions' in request;
}
