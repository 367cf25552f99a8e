import { PrivacyError } from '@lawful/core';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { exchangeOf, type NestRequest } from './exchange.ts';

/** Where the arguments of a handler of requests are. */
const [REQUEST, RESPONSE] = [0, 1];

/**
 * The gate of requests. One for all applications of a process: which of them a request is in, the request tells. It is
 * put after every other guard at start-up. Messages and resolvers have their gate in the call.
 */
export const processingGuard: CanActivate = {
  canActivate(context: ExecutionContext): true | Promise<true> {
    if (context.getType() !== 'http') return true;
    // By place: `switchToHttp()` makes three functions and hangs them on the context, for every request.
    const request: NestRequest = context.getArgByIndex(REQUEST);
    const exchange = exchangeOf(request);
    if (exchange === undefined) {
      throw new PrivacyError('context-missing', { what: 'the application has no PrivacyModule' });
    }
    const { lawful } = exchange;
    return lawful.admit(
      exchange,
      context.getClass(),
      context.getHandler(),
      request,
      context.getArgByIndex(RESPONSE),
    );
  },
};
