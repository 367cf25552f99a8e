import {
  failureOf,
  type LoggedError,
  type NeutralResponse,
  type Privacy,
  type UnitOfWork,
  writeAnswer,
} from '@lawful/core';
import type { ErrorHandler, ExpressRequest, ExpressResponse } from './exchange.ts';
import { endConnection, exitOf, takeOver } from './response-guard.ts';

/** What the application may want to know of an error. */
export interface ErrorHandlerOptions {
  /**
   * Called with every error as it may be logged, and the instance id that the client was given.
   * 4xx are the client's and mostly not worth a line.
   */
  onError?(error: LoggedError, facts: { readonly instance: string; readonly status: number }): void;
}

/** Answers for everything that fails: by the application's own errors, and by what its answers are refused for. */
export interface Failures {
  /** Answers an error with a problem document, or ends the connection of an answer that has begun; tells `onError`. */
  answer(error: unknown, unit: UnitOfWork, response: ExpressResponse): void;
  /** Carries an answer of core to the client. */
  carry(answer: NeutralResponse, unit: UnitOfWork, response: ExpressResponse): void;
  /** Who is told of errors from now on. */
  onError: ErrorHandlerOptions['onError'];
}

/** Makes what answers for failures in one application. */
export function createFailures<P extends string>(privacy: Privacy<P>): Failures {
  const failures: Failures = {
    onError: undefined,
    answer: (error, unit, response) => {
      const exit = exitOf(response);
      const answered = exit?.closed ?? false;
      const began = response.headersSent || (exit?.begun ?? false);
      const { problem, logged, recorded } = failureOf(privacy, error, unit, exit?.running, began);
      const { instance, status } = problem;
      const write = (): void => {
        if (!response.headersSent) failures.carry(problem, unit, response);
      };
      // Shut before anything is waited for: what the handler still writes goes nowhere.
      if (!began) takeOver(response);
      if (began && exit !== undefined) exit.breakOff();
      else if (began) endConnection(response);
      else if (recorded === undefined) write();
      else if (!answered) void recorded.then(write);
      failures.onError?.(logged, { instance, status });
    },
    carry: (answer, unit, response) =>
      writeAnswer(response, takeOver(response), answer, (error) =>
        failures.answer(error, unit, response),
      ),
  };
  return failures;
}

/** Answers with a problem document before the headers; after them the connection is destroyed, and that is recorded. */
export function createErrorHandler(
  failures: Failures,
  { onError }: ErrorHandlerOptions,
  unitOf: (request: ExpressRequest) => UnitOfWork,
): ErrorHandler {
  // A second handler, for one path, does not silence the first.
  failures.onError = onError ?? failures.onError;
  return (error, request, response, _next) => failures.answer(error, unitOf(request), response);
}
