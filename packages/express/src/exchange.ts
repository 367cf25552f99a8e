import type { IncomingMessage, ServerResponse } from 'node:http';

/** The part of an Express request (4 or 5) that this adapter reads. */
export interface ExpressRequest extends IncomingMessage {
  body?: unknown;
  params: object;
  query: unknown;
  readonly originalUrl: string;
  readonly baseUrl: string;
  readonly route?: { readonly path?: unknown } | undefined;
}

/** The part of an Express response (4 or 5) that this adapter guards. */
export interface ExpressResponse extends ServerResponse {
  json(body?: unknown): unknown;
  send(body?: unknown): unknown;
}

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
