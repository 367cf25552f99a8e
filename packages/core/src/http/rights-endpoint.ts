import { currentUnit } from '../enforce/current.ts';
import { PrivacyError } from '../errors.ts';
import type { Awaitable } from '../ports.ts';
import type { PublishedAuthority } from '../rights/published-parties.ts';
import type { Rights } from '../rights/rights.ts';
import { consentEpochHeaders } from './consent-epoch.ts';
import { answerConsents, changeConsent } from './consents-route.ts';
import { answerExport } from './export-route.ts';
import type { GpcSupport } from './gpc.ts';
import { jsonAnswer } from './json-answer.ts';
import type { NeutralRequest, NeutralResponse } from './neutral.ts';
import { type NoticePages, noticePages, type PublishedNotices } from './notice-route.ts';
import { type ProblemContext, problemOf } from './problem.ts';
import { answerReceipt } from './receipt-route.ts';
import {
  type FoundRoute,
  RIGHTS_ROUTES,
  type RightsRouteName,
  requireMethod,
  routeOf,
} from './rights-routes.ts';

/** What a rights endpoint is made of. */
export interface RightsEndpointOptions<Native = unknown> {
  readonly rights: Rights;
  /**
   * Who the request has proven to be: the id of the data subject, or `undefined` for nobody. Never taken from what the
   * caller merely says (Art. 12(6)).
   */
  readonly authorise: (request: Native) => Awaitable<string | undefined>;
  readonly notices: PublishedNotices;
  /** The support of Global Privacy Control, for `/.well-known/gpc.json` at the root of the application. */
  readonly gpc: () => GpcSupport;
  /** Where the endpoint is mounted, `/privacy`; the links in its answers begin with it. */
  readonly basePath: string;
  /** A new UUID, for the `instance` of a problem. */
  readonly newId: () => string;
  /** Named in refusals of rights. */
  readonly supervisoryAuthority?: () => PublishedAuthority | null;
  /** Base of problem types and seconds until a retry; see {@link ProblemContext}. */
  readonly problems?: Pick<ProblemContext, 'base' | 'retryAfter'>;
  /** Hears of every error that is answered with a 5xx, with the `instance` under which the client knows it. */
  readonly report?: (error: unknown, instance: string) => void;
}

/** The rights endpoint, without a framework: a request in, an answer out. */
export interface RightsEndpoint<Native = unknown> {
  /** Answers every request; an error becomes a problem document. Never rejects. */
  handle(request: NeutralRequest<Native>): Promise<NeutralResponse>;
}

/** What the routes work with. */
export interface RouteTools {
  readonly rights: Rights;
  /** Without a closing slash. */
  readonly base: string;
}

/**
 * Makes the endpoint at which data subjects read the notice, give and withdraw consent and take a copy of their data.
 * Throws `authoriser-missing` without an authoriser: nobody's data are served to a request that has proven nothing.
 */
export function createRightsEndpoint<Native = unknown>(
  options: RightsEndpointOptions<Native>,
): RightsEndpoint<Native> {
  if (typeof options.authorise !== 'function') throw new PrivacyError('authoriser-missing');
  const base = options.basePath.replace(/\/+$/, '');
  const tools: RouteTools = { rights: options.rights, base };
  const pages = noticePages(options.notices, base);

  return {
    handle: async (request) => {
      // Known once the subject is: a problem tells more to the person whom it is about.
      const known = { subject: false };
      const seen = currentUnit()?.consentEpoch;
      try {
        const answer = await answerTo(request, options, tools, pages, known);
        return request.method === 'HEAD' ? { ...answer, body: undefined } : answer;
      } catch (error) {
        const problem = problemAnswer(error, request, options, base, known.subject);
        return { ...problem, headers: { ...problem.headers, ...changedSince(seen) } };
      }
    },
  };
}

async function answerTo<Native>(
  request: NeutralRequest<Native>,
  { authorise, gpc }: RightsEndpointOptions<Native>,
  tools: RouteTools,
  pages: NoticePages,
  known: { subject: boolean },
): Promise<NeutralResponse> {
  const route = routeOf(request.path);
  nameUnit(request.method, route.name, tools.base);
  if (request.method === 'OPTIONS') return allowed(route);
  requireMethod(route.name, request.method);
  if (route.name === 'notice') return pages.answer(request);
  if (route.name === 'gpc') return jsonAnswer(gpc(), { 'Cache-Control': 'max-age=3600' });
  const subject = await authorise(request.native);
  if (typeof subject !== 'string' || subject === '') throw new PrivacyError('actor-unknown');
  known.subject = true;
  const unit = currentUnit();
  if (unit !== undefined) unit.subject ??= subject;
  return answerPersonal(request, route, subject, tools);
}

/** A change that was stored holds, also where its evidence was not accepted: the session is told what it must see. */
function changedSince(seen: number | undefined): Readonly<Record<string, string>> {
  const now = currentUnit()?.consentEpoch;
  return now === undefined || now === seen ? {} : consentEpochHeaders(now);
}

/** The audit trail names the route by its pattern, never by the address. */
function nameUnit(method: string, name: RightsRouteName, base: string): void {
  const unit = currentUnit();
  if (unit !== undefined) unit.route = `${method} ${base}/${RIGHTS_ROUTES[name].path.join('/')}`;
}

function answerPersonal(
  request: NeutralRequest,
  { name, purpose }: FoundRoute,
  subject: string,
  tools: RouteTools,
): Promise<NeutralResponse> {
  switch (name) {
    case 'consent':
      return changeConsent(request, subject, purpose, tools);
    case 'receipt':
      return answerReceipt(request, subject, purpose, tools);
    case 'export':
      return answerExport(request, subject, tools);
    case 'consents':
    case 'notice':
    case 'gpc':
      return answerConsents(request, subject, tools);
  }
}

function allowed({ name }: FoundRoute): NeutralResponse {
  return {
    status: 204,
    headers: { Allow: RIGHTS_ROUTES[name].methods.join(', '), 'Cache-Control': 'no-store' },
    body: undefined,
  };
}

function problemAnswer<Native>(
  error: unknown,
  request: NeutralRequest<Native>,
  options: RightsEndpointOptions<Native>,
  base: string,
  actorIsSubject: boolean,
): NeutralResponse {
  const { problems, notices, supervisoryAuthority, newId, report } = options;
  const instance = `urn:uuid:${newId()}`;
  const { status, headers, body } = problemOf(error, {
    ...problems,
    instance,
    actorIsSubject,
    noticeVersion: quietly(() => notices.versions().at(-1)),
    consentUrl: `${base}/consents`,
    noticeUrl: `${base}/notice`,
    supervisoryAuthority: quietly(() => supervisoryAuthority?.()),
  });
  if (status >= 500) quietly(() => report?.(error, instance));
  return {
    status,
    headers,
    body: request.method === 'HEAD' ? undefined : JSON.stringify(body),
  };
}

/** What cannot be had while an error is told is left out; the error that counts is the first. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
