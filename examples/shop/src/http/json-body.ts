import { PrivacyError } from '@lawful/core';
import { json, type RequestHandler } from 'express';

const LIMIT = '64kb';
const MAX_DEPTH = 16;

const parse = json({ limit: LIMIT });

/** Reads a JSON body, or none: malformed 400, oversized 413, another media type 415, too deep 422. */
export const jsonBody: RequestHandler = (req, res, next) => {
  const empty = req.headers['content-length'] === '0';
  if (!empty && req.is('application/json') === false) {
    next(new PrivacyError('media-type-not-supported'));
    return;
  }
  parse(req, res, (error?: unknown) => {
    if (error !== undefined) next(error);
    else if (deeperThan(MAX_DEPTH, req.body)) next(new PrivacyError('nesting-too-deep'));
    else next();
  });
};

/** Stops at the limit, so that no document can exhaust the stack. */
function deeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((member) => deeperThan(limit - 1, member));
}
