import { pinoRedaction, type Redactor, redactChildren } from '@lawful/core';
import type { Request, RequestHandler } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** JSON lines on standard output, or on `destination`; personal values that slip in are replaced. */
export function createLogger(
  config: Pick<Config, 'logLevel'>,
  redactor: Redactor,
  destination: DestinationStream = pino.destination(1),
): Logger {
  const options = { level: config.logLevel, base: null, ...pinoRedaction(redactor) };
  return redactChildren(pino(options, destination), redactor);
}

/**
 * One info line per request when it ends: method, route pattern, status, duration. Never the URL.
 * `mounted` tells the pattern of what is mounted as a whole, `GET /privacy/*`.
 */
export function logRequests(
  logger: Logger,
  mounted: (req: Request) => string | undefined,
): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.on('close', () => {
      const { method } = req;
      const route = routeOf(req) ?? mounted(req)?.replace(`${method} `, '') ?? '(no route)';
      const durationMs = Math.round((performance.now() - start) * 10) / 10;
      const line = { method, route, status: res.statusCode, durationMs };
      logger.info(res.writableFinished ? line : { ...line, aborted: true }, 'request');
    });
    next();
  };
}

/** The pattern of the route that answered. What matched none is not repeated: it could hold anything. */
function routeOf(req: Request): string | undefined {
  const pattern: unknown = req.route?.path;
  return typeof pattern === 'string' ? req.baseUrl + pattern : undefined;
}
