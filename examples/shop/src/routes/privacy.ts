import type { LawfulExpress } from '@lawful/express';
import { Router } from 'express';
import { identityOf } from '../auth/identity.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyMethods } from '../http/only-methods.ts';
import type { Purpose } from '../privacy/policy.ts';

/** Where people read the notice, give and withdraw consent, and get their data. */
export function privacyRoutes(lawful: LawfulExpress<Purpose>): Router {
  const router = Router();
  router.use(
    '/privacy',
    jsonBody,
    lawful.rights({
      authorise: (req) => {
        const identity = identityOf(req);
        return identity?.type === 'customer' ? identity.customerId : undefined;
      },
    }),
  );
  router.route('/.well-known/gpc.json').get(lawful.gpc()).all(onlyMethods('GET'));
  return router;
}
