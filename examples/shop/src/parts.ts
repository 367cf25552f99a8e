/** The shop's parts, for whoever opens it otherwise than `main.ts` does: the benchmark, with and without privacy. */
export { createApp, type Parts } from './app.ts';
export { identify } from './auth/identity.ts';
export { customerId, requireCustomer } from './auth/require.ts';
export { createTokens } from './auth/tokens.ts';
export { connectDatabase, type Database } from './database/connect.ts';
export { migrate } from './database/migrate.ts';
export { noStore } from './http/no-store.ts';
export { logRequests } from './logging.ts';
export { Customer } from './models/customer.ts';
export { createShopPrivacy } from './privacy/privacy.ts';
export { createCustomers } from './repositories/customers.ts';
export { createGoods } from './repositories/goods.ts';
export { createNewsletter } from './repositories/newsletter.ts';
export { createOrders } from './repositories/orders.ts';
export { healthRoutes } from './routes/health.ts';
