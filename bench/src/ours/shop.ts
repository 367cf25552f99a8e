import {
  createApp,
  createGoods,
  createNewsletter,
  createOrders,
  createShopPrivacy,
  type Database,
} from '@lawful-examples/shop/parts';
import type { Express } from 'express';
import type { ShopParts } from '../request/shop-app.ts';
import { restricted } from '../workload/shop.ts';

/**
 * The shop as it is, with its own policy and its durable store of consents: context, gate, minimise,
 * record. Its logger is the plain one, for redaction has a topic of its own; no span is exported.
 */
export async function lawfulShop(database: Database, parts: ShopParts): Promise<Express> {
  const { consents: store, db } = database;
  const privacy = createShopPrivacy({ store, sources: [], relays: [], warn: () => undefined });
  await privacy.restrict(restricted.id, { ground: 'accuracy-contested' });
  return createApp({
    ...parts,
    privacy,
    goods: createGoods(db),
    orders: createOrders(db),
    newsletter: createNewsletter(db),
  });
}
