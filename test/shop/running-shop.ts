import { type RunningExample, startExample } from '../running-example.ts';

/** Secrets that the shops of these tests are given. */
export const STAFF_TOKEN = 'staff-token-of-the-tests';
export const SIGNING_KEY = 'signing-key-of-the-tests';

/** Starts the shop. */
export function startShop(
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = ['--quiet'],
): Promise<RunningExample> {
  const secrets = { SHOP_STAFF_TOKEN: STAFF_TOKEN, SHOP_SIGNING_KEY: SIGNING_KEY };
  return startExample('shop', { ...secrets, ...env }, args);
}
