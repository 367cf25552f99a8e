import { currentUnit } from '@lawful/core';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { throwError } from 'rxjs';
import type { NestPrivacy } from './nest-privacy.ts';

/**
 * Turns everything that fails into a problem document (RFC 9457): of Lawful's own errors what a client can act on, of
 * any other nothing but its status. Filters of the application are asked before it.
 */
@Catch()
export class PrivacyExceptionFilter implements ExceptionFilter {
  readonly #lawful: NestPrivacy;

  constructor(lawful: NestPrivacy) {
    this.#lawful = lawful;
  }

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() === 'http') {
      const http = host.switchToHttp();
      this.#lawful.answer(error, http.getRequest(), http.getResponse());
      return undefined;
    }
    const problem = this.#problemOf(error);
    return host.getType() === 'rpc' ? throwError(() => problem) : toGraphqlError(problem);
  }

  /** The problem document as a plain value: what a message or a resolver may tell. */
  #problemOf(error: unknown): Readonly<Record<string, unknown>> {
    const { privacy, options } = this.#lawful;
    const unit = currentUnit() ?? privacy.open({});
    const { body, instance, status } = privacy.problem(error, unit);
    options.onError?.(privacy.loggedError(error, unit), { instance, status });
    return typeof body === 'string' ? JSON.parse(body) : { status };
  }
}

/** GraphQL hands `extensions` of an error to the client. */
function toGraphqlError(problem: Readonly<Record<string, unknown>>): Error {
  const code = String(problem.type ?? '')
    .split('/')
    .at(-1);
  return Object.assign(new Error(String(problem.title ?? 'Refused')), {
    extensions: { ...problem, code },
  });
}
