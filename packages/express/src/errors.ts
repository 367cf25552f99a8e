import { type LoggedError, type Privacy, PrivacyError, type UnitOfWork } from '@lawful/core';
import type { ErrorHandler, ExpressRequest, ExpressResponse } from './exchange.ts';
import { release, runningOf } from './response-guard.ts';
import { writeAnswer } from './write-answer.ts';

/** What the application may want to know of an error. */
export interface ErrorHandlerOptions {
  /**
   * Called with every error as it may be logged, and the instance id that the client was given.
   * 4xx are the client's and mostly not worth a line.
   */
  onError?(error: LoggedError, facts: { readonly instance: string; readonly status: number }): void;
}

/** Answers with a problem document before the headers; after them the connection is destroyed, and that is recorded. */
export function createErrorHandler<P extends string>(
  privacy: Privacy<P>,
  { onError }: ErrorHandlerOptions,
  unitOf: (request: ExpressRequest) => UnitOfWork,
): ErrorHandler {
  return (error, request, response, _next) => {
    const unit = unitOf(request);
    const problem = privacy.problem(error, unit);
    onError?.(privacy.loggedError(error, unit), { instance: problem.instance, status: problem.status });
    const running = runningOf(response);
    if (response.headersSent) {
      destroy(response);
      void settle(running?.incident('response-aborted'));
      return;
    }
    const recorded = problem.status >= 500 && !isRefusal(error) ? running?.incident(problem.slug) : undefined;
    const write = (): void => {
      release(response);
      for (const name of response.getHeaderNames()) if (DESCRIBES_BODY.has(name)) response.removeHeader(name);
      writeAnswer(response, problem);
    };
    if (recorded instanceof Promise) void recorded.then(write, write);
    else write();
  };
}

/** Headers that spoke of the body that is not sent. */
const DESCRIBES_BODY = new Set(['content-type', 'content-length', 'content-encoding', 'content-disposition', 'etag', 'last-modified']);

/** A refusal by decision has its own record already. */
function isRefusal(error: unknown): boolean {
  return error instanceof PrivacyError && error.details.decision !== undefined;
}

function destroy(response: ExpressResponse): void {
  response.destroy();
}

/** An incident that cannot be recorded has nowhere left to be told. */
async function settle(recorded: unknown): Promise<void> {
  try {
    await recorded;
  } catch {
    // The connection is destroyed already: nothing was served.
  }
}
