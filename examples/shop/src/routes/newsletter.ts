import { PrivacyError } from '@lawful/core';
import type { LawfulExpress } from '@lawful/express';
import { Router } from 'express';
import { customerId, requireCustomer } from '../auth/require.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyMethods } from '../http/only-methods.ts';
import { validBody } from '../http/valid-body.ts';
import { NewsletterReceipt, NewsletterRequest } from '../models/newsletter.ts';
import type { Purpose } from '../privacy/policy.ts';
import type { Newsletter } from '../repositories/newsletter.ts';

/** Subscribing to the newsletter: rests on consent, which the privacy layer has checked before the handler. */
export function newsletterRoutes(options: {
  readonly newsletter: Newsletter;
  readonly lawful: LawfulExpress<Purpose>;
}): Router {
  const { newsletter, lawful } = options;
  const router = Router();

  router
    .route('/newsletter')
    .post(
      requireCustomer,
      jsonBody,
      lawful.processing('newsletter', {
        channel: 'email',
        body: NewsletterRequest,
        returns: { 202: NewsletterReceipt },
      }),
      async (req, res) => {
        const { topics } = await validBody(NewsletterRequest, req.body ?? {});
        const subscribed = await newsletter.subscribe(customerId(req), topics ?? []);
        if (!subscribed) throw new PrivacyError('actor-unknown');
        res.status(202).json(Object.assign(new NewsletterReceipt(), { status: 'subscribed' }));
      },
    )
    .all(onlyMethods('POST'));

  return router;
}
