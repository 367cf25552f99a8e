import type { IncomingMessage, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';

const logger = new Logger('Http');

/** A request of Express: the route that answers it is known once it has been found. */
interface RoutedRequest extends IncomingMessage {
  readonly route?: { readonly path?: unknown };
}

/** One line per request when it ends: method, route pattern, status, duration. Never the URL. */
export function logRequests(
  request: RoutedRequest,
  response: ServerResponse,
  next: () => void,
): void {
  const start = performance.now();
  response.on('close', () => {
    const { method } = request;
    // What matched no route is not repeated: it could hold anything.
    const pattern = request.route?.path;
    const route = typeof pattern === 'string' ? pattern : '(no route)';
    const durationMs = Math.round((performance.now() - start) * 10) / 10;
    const aborted = response.writableFinished ? {} : { aborted: true };
    logger.log({ method, route, status: response.statusCode, durationMs, ...aborted });
  });
  next();
}
