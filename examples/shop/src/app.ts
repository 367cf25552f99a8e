import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { identify } from './auth/identity.ts';
import type { Tokens } from './auth/tokens.ts';
import { noStore } from './http/no-store.ts';
import { notFound } from './http/not-found.ts';
import { answerShopProblems } from './http/shop-problem.ts';
import { logRequests } from './logging.ts';
import { createFraudCheck } from './ordering/fraud-check.ts';
import { mountPrivacy } from './privacy/mount.ts';
import type { ShopPrivacy } from './privacy/privacy.ts';
import type { Customers } from './repositories/customers.ts';
import type { Goods } from './repositories/goods.ts';
import type { Newsletter } from './repositories/newsletter.ts';
import type { Orders } from './repositories/orders.ts';
import { customerRoutes } from './routes/customers.ts';
import { healthRoutes } from './routes/health.ts';
import { newsletterRoutes } from './routes/newsletter.ts';
import { orderRoutes } from './routes/orders.ts';
import { privacyRoutes } from './routes/privacy.ts';
import { staffRoutes } from './routes/staff.ts';

/** What the shop is made of. */
export interface Parts {
  readonly logger: Logger;
  readonly tokens: Tokens;
  readonly staffToken: string;
  readonly customers: Customers;
  readonly goods: Goods;
  readonly orders: Orders;
  readonly newsletter: Newsletter;
  readonly privacy: ShopPrivacy;
}

/** The shop as an Express application, not yet listening. */
export function createApp(parts: Parts): Express {
  const { logger, privacy } = parts;
  const lawful = mountPrivacy(privacy);
  const app = express();
  app.disable('x-powered-by');
  // An entity tag is a fingerprint of somebody's data.
  app.disable('etag');

  app.use(logRequests(logger, (req) => lawful.unitOf(req).route));
  app.use(noStore);
  app.use(identify(parts));

  app.use(healthRoutes());
  app.use(customerRoutes({ ...parts, lawful }));
  app.use(orderRoutes({ ...parts, lawful, fraudCheck: createFraudCheck(privacy) }));
  app.use(newsletterRoutes({ ...parts, lawful }));
  app.use(staffRoutes({ ...parts, lawful }));
  app.use(privacyRoutes(lawful));

  app.use(notFound);
  app.use(answerShopProblems);
  app.use(
    lawful.errors({
      onError: (error, { instance, status }) => {
        if (status >= 500) logger.error({ instance, error }, 'failed');
      },
    }),
  );
  return app;
}
