import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Actor } from '@lawful/core';
import { type Name, PEOPLE } from './people.ts';

/** Whom a request has proven to come from: the application's own authentication, which is none of the privacy layer's business. */
export type Identity =
  | MemberIdentity
  | { readonly type: 'staff'; readonly name: StaffName; readonly tenant?: string };

interface MemberIdentity {
  readonly type: 'member';
  readonly id: string;
  readonly tenant?: string;
  /** The consent epoch that the application keeps for the session. */
  readonly epoch?: number;
}

const KEY = 'a key of the scenarios';

/** The staff of the gym: who works in which role, in whose care team, for which client. */
const STAFF = {
  frank: { role: 'front-desk' },
  petra: { role: 'physiotherapist', caresFor: ['anna'] },
  max: { role: 'marketing' },
  stranger: { role: 'caretaker' },
  nora: { role: undefined },
} as const satisfies Record<string, { role: string | undefined; caresFor?: readonly Name[] }>;

/** The name of a member of staff. */
export type StaffName = keyof typeof STAFF;

/** A signed bearer token that says who somebody is and until when, epoch milliseconds. */
export function tokenOf(identity: Identity, until: number): string {
  const claims = Buffer.from(JSON.stringify({ identity, until })).toString('base64url');
  return `${claims}.${sign(claims)}`;
}

/** Whom the Authorization header proves; `undefined` for a forged, an expired or no token. */
export function identify(header: string | undefined, now: number): Identity | undefined {
  const [, claims = '', signature = ''] = /^Bearer ([\w-]+)\.([\w-]+)$/.exec(header ?? '') ?? [];
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(claims))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const { identity, until } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  return until > now ? identity : undefined;
}

/** The consent epoch that a token carries. */
export function epochOf(identity: Identity | undefined): number | undefined {
  return identity?.type === 'member' ? identity.epoch : undefined;
}

/** What the privacy layer is told of who acts about whom; nothing for a member, who acts for themselves. */
export function actorOf(
  identity: Identity | undefined,
  subject: string | undefined,
): Actor | undefined {
  if (identity?.type !== 'staff') return undefined;
  const { role, ...rest } = STAFF[identity.name];
  const caresFor: readonly Name[] = 'caresFor' in rest ? rest.caresFor : [];
  const cares = caresFor.some((name) => PEOPLE[name].id === subject);
  return {
    type: 'staff',
    id: identity.name,
    ...(role === undefined ? {} : { role }),
    ...(cares ? { relationships: ['care-team'] } : {}),
  };
}

function sign(claims: string): string {
  return createHmac('sha256', KEY).update(claims).digest('base64url');
}
