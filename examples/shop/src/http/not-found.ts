import { PrivacyError } from '@lawful/core';
import type { RequestHandler } from 'express';

/** Whatever no route has answered. */
export const notFound: RequestHandler = (_req, _res, next) => {
  next(new PrivacyError('not-found'));
};
