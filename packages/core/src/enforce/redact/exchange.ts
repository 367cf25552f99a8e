/** What may be logged of a request: the method and the route pattern; no address, no header, no client. */
export function loggedRequest(request: unknown): {
  readonly method: string;
  readonly route: string;
} {
  // pino-http hands over a picture of the request, with the request itself as `raw`.
  const route = memberOf(request, 'route') ?? memberOf(memberOf(request, 'raw'), 'route');
  return { method: textOf(request, 'method'), route: textOf(route, 'path') };
}

/** What may be logged of a response: its status. */
export function loggedResponse(response: unknown): { readonly statusCode: number | undefined } {
  const status = memberOf(response, 'statusCode');
  return { statusCode: typeof status === 'number' ? status : undefined };
}

/**
 * What may be logged of a request or response of `node:http` that somebody hands to a logger: its address, headers and
 * socket are full of values that no model declares. `undefined` for anything else. Told by its shape, for core imports
 * no server.
 */
export function loggedExchange(value: object): object | undefined {
  if ('httpVersion' in value && 'rawHeaders' in value) return loggedRequest(value);
  return 'headersSent' in value && 'getHeaderNames' in value && 'statusCode' in value
    ? loggedResponse(value)
    : undefined;
}

function memberOf(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}

function textOf(holder: unknown, key: string): string {
  const value = memberOf(holder, key);
  return typeof value === 'string' ? value : 'unmapped';
}
