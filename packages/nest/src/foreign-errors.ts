import { PrivacyError } from '@lawful/core';
import type { HttpAdapterHost } from '@nestjs/core';
import type { NestRequest } from './exchange.ts';
import type { NestPrivacy } from './nest-privacy.ts';

/**
 * Keeps what a parser or a router has thrown, for Nest makes exceptions of its own of it, and their messages repeat the
 * request: `Cannot GET /…`, `Failed to decode param …`.
 */
export function noteForeignErrors(
  adapter: HttpAdapterHost['httpAdapter'],
  lawful: NestPrivacy,
): void {
  const setErrorHandler = adapter.setErrorHandler?.bind(adapter);
  const setNotFoundHandler = adapter.setNotFoundHandler?.bind(adapter);
  if (setErrorHandler === undefined || setNotFoundHandler === undefined) return;
  adapter.setErrorHandler = (handler: ErrorHandler, ...where) =>
    // Express counts the parameters.
    setErrorHandler(
      (error: unknown, request: NestRequest, response: unknown, next: unknown) => {
        lawful.open(request).foreignError = error;
        return handler(error, request, response, next);
      },
      ...where,
    );
  adapter.setNotFoundHandler = (handler: Handler, ...where) =>
    setNotFoundHandler(
      (request: NestRequest, response: unknown, next: unknown) => {
        lawful.open(request).foreignError = new PrivacyError('not-found');
        return handler(request, response, next);
      },
      ...where,
    );
}

type Handler = (request: NestRequest, response: unknown, next: unknown) => unknown;

type ErrorHandler = (
  error: unknown,
  request: NestRequest,
  response: unknown,
  next: unknown,
) => unknown;
