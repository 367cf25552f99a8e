import { invalid } from '../http/valid-body.ts';
import type { OrderLine } from '../models/order.ts';
import type { Article } from '../repositories/goods.ts';
import type { PricedOrder } from '../repositories/orders.ts';

/** The lines at today's prices; throws a 422 that points at every line whose article the shop does not sell. */
export function priced(
  lines: readonly OrderLine[],
  articles: ReadonlyMap<string, Article>,
): PricedOrder['items'] {
  const unknown = lines.flatMap(({ sku }, index) =>
    articles.has(sku) ? [] : [{ pointer: `#/items/${index}/sku`, detail: 'is not sold here' }],
  );
  if (unknown.length > 0) throw invalid(unknown);
  return lines.map(({ sku, quantity }) => ({
    sku,
    quantity,
    unitPriceCents: articles.get(sku)?.priceCents ?? 0,
  }));
}
