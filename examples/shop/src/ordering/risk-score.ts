import type { PricedOrder } from '../repositories/orders.ts';

const LARGE_ORDER_CENTS = 100_000;

/** How unusual an order is, 0 to 100: large sums and large quantities are what fraud looks like here. */
export function riskScore(items: PricedOrder['items']): number {
  const total = items.reduce((sum, item) => sum + item.quantity * item.unitPriceCents, 0);
  const largest = Math.max(...items.map(({ quantity }) => quantity));
  const bySum = (total / LARGE_ORDER_CENTS) * 70;
  return Math.round(Math.min(70, bySum) + Math.min(30, largest));
}
