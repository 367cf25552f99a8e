import type { ProcessingOptions, UnitOfWork } from '@lawful/core';
import type { Identity } from './identity.ts';
import type { Purpose } from './policy.ts';
import type { World } from './world.ts';

/**
 * What a handler does with its answer, in no framework's words: each adapter does it by the means that its framework
 * offers for it.
 */
export type Outcome =
  /** A value, as JSON. */
  | { readonly how: 'value'; readonly value: unknown; readonly status?: number }
  /** A status without a body. */
  | { readonly how: 'status'; readonly status: number }
  | { readonly how: 'redirect'; readonly to: string }
  /** A problem document of the application's own. */
  | { readonly how: 'problem'; readonly status: number; readonly document: object }
  | { readonly how: 'text'; readonly text: string; readonly type?: string }
  | { readonly how: 'bytes'; readonly text: string }
  | { readonly how: 'stream'; readonly pieces: readonly string[] }
  /** A stream that fails after these pieces. */
  | { readonly how: 'broken stream'; readonly pieces: readonly string[]; readonly error: Error }
  | { readonly how: 'file'; readonly text: string }
  /** A page made from a template. */
  | { readonly how: 'page'; readonly text: string }
  /** Two whole answers, one after the other. */
  | { readonly how: 'twice'; readonly values: readonly [unknown, unknown] }
  /** A whole answer, and then an error. */
  | { readonly how: 'value, then error'; readonly value: unknown; readonly error: Error }
  /** A first piece of a body, and then an error. */
  | { readonly how: 'piece, then error'; readonly piece: string; readonly error: Error }
  | { readonly how: 'nothing ever' };

/** What a handler gets. */
export interface Call {
  readonly body: unknown;
  readonly params: unknown;
  readonly query: unknown;
  readonly identity: Identity | undefined;
  /** The unit of work, to bind a new subject to. */
  readonly unit: UnitOfWork;
  readonly world: World;
}

/** One route of the application. Handlers may throw. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/bookings/:number`; a parameter called `member` names the data subject for staff. */
  readonly path: string;
  /** Whom the application's own authentication lets through. */
  readonly who: 'anybody' | 'member' | 'staff';
  /** Absent: the route has nothing to do with anybody's data. A list: the query parameter `purpose` chooses. */
  readonly purpose?: Purpose | readonly Purpose[];
  readonly options?: ProcessingOptions;
  handle(call: Call): Outcome | Promise<Outcome>;
}

/** Bytes of a JSON body that the application reads at most. */
export const BODY_LIMIT = 65_536;

/** Where the rights endpoint is mounted. */
export const RIGHTS_PATH = '/privacy';

/** What the application itself keeps in browsers that exercise their rights. */
export const OWN_COOKIES = ['theme=dark; Path=/', 'size=large'] as const;

/** Answers with a value. */
export function value(given: unknown, status = 200): Outcome {
  return { how: 'value', value: given, status };
}

/** What an adapter gives back when the application listens. */
export interface Listening {
  /** `http://127.0.0.1:1234`, without a closing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the application on one framework. */
export type StartApplication = (world: World) => Promise<Listening>;

/** The data subject whom staff name in the path. */
export function namedMember({ params }: { readonly params?: unknown }): string | undefined {
  const { member }: { member?: unknown } = Object(params);
  return typeof member === 'string' ? member : undefined;
}

/** A stream's pieces, and then its error. */
export async function* failing(pieces: readonly string[], error: Error): AsyncGenerator<string> {
  yield* pieces;
  throw error;
}
