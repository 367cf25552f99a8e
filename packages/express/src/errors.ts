import { type Failures, type OnError, outletOf, type UnitOfWork } from '@lawful/core';
import type { ErrorHandler, ExpressRequest, ExpressResponse } from './exchange.ts';

/** What the application may want to know of an error. */
export interface ErrorHandlerOptions {
  /**
   * Called with every error as it may be logged, and the instance id that the client was given.
   * 4xx are the client's and mostly not worth a line.
   */
  onError?(...told: Parameters<OnError>): void;
}

/** Answers with a problem document before the headers; after them the connection is destroyed, and that is recorded. */
export function createErrorHandler(
  failures: Failures,
  { onError }: ErrorHandlerOptions,
  unitOf: (request: ExpressRequest) => UnitOfWork,
): ErrorHandler {
  // A second handler, for one path, does not silence the first.
  failures.onError = onError ?? failures.onError;
  return (error, request: ExpressRequest, response: ExpressResponse, _next) =>
    failures.answer(error, unitOf(request), outletOf(response));
}
