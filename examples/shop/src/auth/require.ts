import { PrivacyError } from '@lawful/core';
import type { Request, RequestHandler } from 'express';
import { type Identity, identityOf } from './identity.ts';

/** Lets customers through and nobody else. */
export const requireCustomer: RequestHandler = requireType('customer');

/** Lets the shop's staff through and nobody else. */
export const requireStaff: RequestHandler = requireType('staff');

/** The id of the customer who asks; for handlers behind {@link requireCustomer}. */
export function customerId(req: Request): string {
  const identity = identityOf(req);
  if (identity?.type !== 'customer') throw new PrivacyError('actor-unknown');
  return identity.customerId;
}

function requireType(type: Identity['type']): RequestHandler {
  return (req, _res, next) => {
    const identity = identityOf(req);
    if (identity === undefined) next(new PrivacyError('actor-unknown'));
    else if (identity.type !== type) next(new PrivacyError('role-not-granted'));
    else next();
  };
}
