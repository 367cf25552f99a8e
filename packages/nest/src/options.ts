import type { Actor, OnError, Privacy } from '@lawful/core';
import type { NestRequest } from './exchange.ts';

/** How the rights endpoint knows whom it serves. */
export interface NestRightsOptions {
  /**
   * The data subject whom the request has proven to be; `undefined` for nobody. Without it the application does not
   * start: a rights endpoint that trusts an address would serve everybody's data to everybody (Art. 12(6)).
   */
  authorise(request: NestRequest): string | undefined | Promise<string | undefined>;
}

/** Runs a handler inside a span: its name is `Controller.handler`, its attributes are names too. */
export type HandlerSpans = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  work: () => unknown,
) => unknown;

/** How a Nest application says who asks, and which policy applies. */
export interface PrivacyOptions {
  /** The running policy, made by `createPrivacy`. */
  readonly privacy: Privacy;
  /**
   * Id of the data subject whom the request has proven to be, or whom staff name; `undefined` for nobody. Called at the
   * gate, after every guard of the application.
   */
  subject(request: NestRequest): string | undefined;
  /** Who acts. Default: the subject, or somebody anonymous. */
  actor?(request: NestRequest): Actor | undefined;
  /** The controller on whose instructions we act, where we are processor. */
  tenant?(request: NestRequest): string | undefined;
  /**
   * The consent epoch that the application keeps for a session, in a token say. Header and cookie `consent-epoch` are
   * read without it.
   */
  consentEpoch?(request: NestRequest): number | undefined;
  readonly rights: NestRightsOptions;
  /**
   * Spans for handlers, where no instrumentation supports the version of Nest: `createHandlerSpans()` of
   * `@lawful/core/otel`. Default none.
   */
  readonly spans?: HandlerSpans;
  /** Called with every error as it may be logged, and the instance id that the client was given. */
  onError?(...told: Parameters<OnError>): void;
}
