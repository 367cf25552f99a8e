import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Tokens } from './tokens.ts';

/** Whom a request has proven to come from. */
export type Identity =
  | { readonly type: 'customer'; readonly customerId: string }
  | { readonly type: 'staff'; readonly role: 'customer-service' };

const known = new WeakMap<IncomingMessage, Identity>();

/** Reads the bearer token of every request; refuses nothing, the routes do that. */
export function identify(options: {
  readonly tokens: Tokens;
  readonly staffToken: string;
}): RequestHandler {
  const isStaffToken = sameAs(options.staffToken);
  return async (req, _res, next) => {
    const token = bearerToken(req.headers.authorization);
    if (token !== undefined) {
      const identity = isStaffToken(token)
        ? ({ type: 'staff', role: 'customer-service' } as const)
        : await customer(options.tokens, token);
      if (identity !== undefined) known.set(req, identity);
    }
    next();
  };
}

/** Whom this request has proven to come from, once {@link identify} has seen it. */
export function identityOf(req: IncomingMessage): Identity | undefined {
  return known.get(req);
}

async function customer(tokens: Tokens, token: string): Promise<Identity | undefined> {
  const customerId = await tokens.verify(token);
  return customerId === undefined ? undefined : { type: 'customer', customerId };
}

function bearerToken(header: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function sameAs(secret: string): (candidate: string) => boolean {
  const expected = digest(secret);
  return (candidate) => timingSafeEqual(digest(candidate), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
