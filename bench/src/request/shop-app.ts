import {
  createCustomers,
  createTokens,
  customerId,
  type Database,
  healthRoutes,
  identify,
  logRequests,
  noStore,
  type Parts,
  requireCustomer,
} from '@lawful-examples/shop/parts';
import express, { type Express, type RequestHandler, Router } from 'express';
import { pino } from 'pino';
import { SIGNING_KEY } from '../workload/shop.ts';

/** What both shops of the benchmark are made of. */
export type ShopParts = Pick<Parts, 'logger' | 'tokens' | 'staffToken' | 'customers'>;

/** Makes them over a database. */
export function shopParts({ db }: Database): ShopParts {
  return {
    // Written synchronously to nowhere: the line is made and handed over, the disk stays out.
    logger: pino({ base: null }, pino.destination({ dest: '/dev/null', sync: true })),
    tokens: createTokens(SIGNING_KEY),
    staffToken: 'staff-token-of-the-benchmark',
    customers: createCustomers(db),
  };
}

/**
 * `GET /customers/me` of the shop without any privacy: the same request log, token check, query and
 * answer, and the same routers before it.
 */
export function bareShop(parts: ShopParts, before: readonly RequestHandler[]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(logRequests(parts.logger, () => undefined));
  app.use(noStore);
  app.use(identify(parts));
  for (const middleware of before) app.use(middleware);
  app.use(healthRoutes());
  const router = Router();
  router.post('/customers', (_request, response) => void response.sendStatus(501));
  router.get('/customers/me', requireCustomer, async (request, response) => {
    const customer = await parts.customers.find(customerId(request));
    if (customer === undefined) response.sendStatus(404);
    else response.json(customer);
  });
  app.use(router);
  return app;
}
