import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HelpedResponse } from '@lawful/core';

declare global {
  // What an application adds to its requests by declaration merging (`customer`, `session`), it finds on ours too.
  namespace Express {
    interface Request {}
    interface Response {}
  }
}

/** An Express request (4 or 5) as `subject`, `by` and the like see it, with whatever the application has added to it. */
export type ExpressRequest = IncomingMessage &
  Express.Request & {
    body?: unknown;
    readonly params: Readonly<Record<string, unknown>>;
    readonly query: Readonly<Record<string, unknown>>;
    readonly originalUrl: string;
    readonly baseUrl: string;
    /** The route that the request has reached, if any. */
    readonly route?: { readonly path?: unknown };
  };

/** An Express response (4 or 5), as far as this adapter guards it. */
export type ExpressResponse = ServerResponse & Express.Response & HelpedResponse;

/** Goes on, or hands an error to the application's error handlers. */
export type Next = (error?: unknown) => void;

/**
 * What is mounted. Body, params, query and answer are left out: from their types Express would infer those of the
 * handlers mounted beside it. Methods, so that ours may know more of a request than these types say.
 */
interface Mounted {
  handle(request: AnyRequest, response: AnyResponse, next: Next): void;
  handleError(error: unknown, request: AnyRequest, response: AnyResponse, next: Next): void;
}

/** Any request that passes through an application on Express. */
export type AnyRequest = IncomingMessage & Express.Request;

/** Any response of an application on Express. */
type AnyResponse = ServerResponse & Express.Response;

/** A middleware for Express 4 and 5. */
export type Handler = Mounted['handle'];

/** An error handler for Express 4 and 5, which count its parameters. */
export type ErrorHandler = Mounted['handleError'];
