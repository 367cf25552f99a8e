import type { IncomingMessage } from 'node:http';
import type { ReadableRequest, Running, UnitOfWork } from '@lawful/core';
import type { NestPrivacy } from './nest-privacy.ts';

/** A request as `subject`, `authorise` and the like see it: the platform's own, with whatever the application's guards have added. */
export interface NestRequest extends ReadableRequest {
  readonly headers: IncomingMessage['headers'];
  readonly params?: unknown;
  readonly query?: unknown;
  readonly method?: string;
  /** The request of `node:http` behind a request of Fastify. */
  readonly raw?: IncomingMessage;
  /** What the application's own authentication has found out. */
  readonly user?: unknown;
}

/** One request under way, and what Lawful knows of it. */
export interface Exchange {
  readonly lawful: NestPrivacy;
  readonly unit: UnitOfWork;
  /** Set once the gate has let it in. */
  running: Running | undefined;
  /** What a parser or the router of the platform threw, before Nest made an exception of its own of it that repeats the request. */
  foreignError: unknown;
  /** What was answered with a problem document, or broke off an answer. */
  answered: unknown;
}

const EXCHANGE: unique symbol = Symbol('lawful.exchange');

/** A property of the request of `node:http`, for a WeakMap costs every garbage collection. */
type Carrier = IncomingMessage & { [EXCHANGE]?: Exchange };

/** What was opened for a request; `undefined` where no PrivacyModule has seen it. */
export function exchangeOf(request: NestRequest): Exchange | undefined {
  return rawRequest(request)[EXCHANGE];
}

/** Keeps what was opened for a request. */
export function keepExchange(
  request: NestRequest,
  { lawful, unit }: Pick<Exchange, 'lawful' | 'unit'>,
): Exchange {
  // With all of its keys from the start: one that came later would make it another kind of object.
  const exchange: Exchange = {
    lawful,
    unit,
    running: undefined,
    foreignError: undefined,
    answered: undefined,
  };
  rawRequest(request)[EXCHANGE] = exchange;
  return exchange;
}

/** The request of `node:http`, which both platforms have. */
export function rawRequest(request: NestRequest): Carrier {
  // On Express the request is the one of node:http itself.
  return request.raw ?? (request as unknown as Carrier);
}
