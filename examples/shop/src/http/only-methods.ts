import { PrivacyError } from '@lawful/core';
import type { RequestHandler } from 'express';

/** The end of a route: answers OPTIONS, and 405 whatever is not among `methods`. */
export function onlyMethods(...methods: readonly string[]): RequestHandler {
  const allow = methods.includes('GET') ? ['HEAD', ...methods] : methods;
  return (req, res, next) => {
    res.set('Allow', allow.join(', '));
    if (req.method === 'OPTIONS') res.status(204).end();
    else next(new PrivacyError('method-not-allowed'));
  };
}
