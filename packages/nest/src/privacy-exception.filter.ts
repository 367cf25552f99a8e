import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { throwError } from 'rxjs';
import { graphqlError } from './graphql-error.ts';
import type { NestPrivacy } from './nest-privacy.ts';
import { problemDocument } from './problem-document.ts';

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
    if (host.getType() === 'rpc') {
      const problem = problemDocument(error, this.#lawful);
      return throwError(() => problem);
    }
    return graphqlError(error, this.#lawful);
  }
}
