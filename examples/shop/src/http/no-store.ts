import type { RequestHandler } from 'express';

/** Answers about a person are kept by no cache (RFC 9111, 5.2.2.5). */
export const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
