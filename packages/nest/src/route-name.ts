import type { NestRequest } from './exchange.ts';

/** Says the pattern of a handler's route, `GET /patients/:id`, never the address; made once for each of its paths. */
export function createRouteNamer(): (request: NestRequest) => string | undefined {
  let last = { method: '', path: '', name: '' };
  return (request) => {
    const path = patternOf(request);
    if (path === undefined) return undefined;
    const { method = 'GET' } = request;
    if (last.method !== method || last.path !== path)
      last = { method, path, name: `${method} ${path}` };
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
