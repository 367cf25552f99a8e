import type { IncomingMessage, ServerResponse } from 'node:http';

declare global {
  // What an application adds to its requests by declaration merging (`customer`, `session`), it finds on ours too.
  namespace Express {
    interface Request {}
    interface Response {}
  }
}

/** The part of an Express request (4 or 5) that this adapter reads, with whatever the application has added to it. */
export type ExpressRequest = IncomingMessage &
  Express.Request & {
    body?: unknown;
    query: unknown;
    readonly originalUrl: string;
    readonly baseUrl: string;
  };

/** The part of an Express response (4 or 5) that this adapter guards. */
export type ExpressResponse = ServerResponse &
  Express.Response & {
    json(body?: unknown): unknown;
    send(body?: unknown): unknown;
  };

/** Goes on, or hands an error to the application's error handlers. */
export type Next = (error?: unknown) => void;

/** A middleware for Express 4 and 5. */
export type Handler = (request: ExpressRequest, response: ExpressResponse, next: Next) => void;

/** An error handler for Express 4 and 5, which count its parameters. */
export type ErrorHandler = (
  error: unknown,
  request: ExpressRequest,
  response: ExpressResponse,
  next: Next,
) => void;
