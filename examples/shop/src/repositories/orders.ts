import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { isMissingAccount } from '../database/missing-account.ts';
import type { Schema } from '../database/schema.ts';
import { Address } from '../models/address.ts';
import { Order, OrderItem } from '../models/order.ts';

/** An order that is ready to be placed: known goods at known prices. */
export interface PricedOrder {
  readonly customerId: string;
  readonly items: readonly Pick<OrderItem, 'sku' | 'quantity' | 'unitPriceCents'>[];
  readonly shippingAddress: Address;
  readonly riskScore: number | null;
}

/** The orders of the shop. Each belongs to one customer, and is found only together with that one. */
export interface Orders {
  /** The order placed, or `undefined` if the customer has no account. */
  place(order: PricedOrder): Promise<Order | undefined>;
  find(customerId: string, id: string): Promise<Order | undefined>;
  /** Newest first. */
  of(customerId: string): Promise<Order[]>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Orders kept in `db`. */
export function createOrders(db: Kysely<Schema>): Orders {
  const orders = (customerId: string) =>
    db
      .selectFrom('orders')
      .selectAll()
      .select((order) =>
        jsonArrayFrom(
          order
            .selectFrom('order_items')
            .select(['sku', 'quantity', 'unit_price_cents as unitPriceCents'])
            .whereRef('order_items.order_id', '=', 'orders.id')
            .orderBy('line'),
        ).as('items'),
      )
      .where('customer_id', '=', customerId);
  return {
    place: async (order) => {
      try {
        return await db.transaction().execute((transaction) => insert(transaction, order));
      } catch (error) {
        if (isMissingAccount(error)) return undefined;
        throw error;
      }
    },
    find: async (customerId, id) => {
      // Databases refuse some texts as a parameter; an id that we never made is simply not found.
      if (!UUID.test(id)) return undefined;
      const row = await orders(customerId).where('id', '=', id).executeTakeFirst();
      return row && toOrder(row);
    },
    of: async (customerId) =>
      (await orders(customerId).orderBy('position', 'desc').execute()).map(toOrder),
  };
}

async function insert(db: Transaction<Schema>, order: PricedOrder): Promise<Order> {
  const { shippingAddress: address, items } = order;
  const row = await db
    .insertInto('orders')
    .values({
      id: randomUUID(),
      customer_id: order.customerId,
      street: address.street,
      postal_code: address.postalCode,
      city: address.city,
      country: address.country,
      total_cents: items.reduce((sum, item) => sum + item.quantity * item.unitPriceCents, 0),
      risk_score: order.riskScore,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .insertInto('order_items')
    .values(
      items.map((item, line) => ({
        order_id: row.id,
        line,
        sku: item.sku,
        quantity: item.quantity,
        unit_price_cents: item.unitPriceCents,
      })),
    )
    .execute();
  return toOrder({ ...row, items });
}

interface Row {
  readonly id: string;
  readonly customer_id: string;
  readonly status: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
  readonly country: string;
  readonly total_cents: number;
  readonly risk_score: number | null;
  readonly placed_at: Date;
  readonly items: PricedOrder['items'];
}

function toOrder(row: Row): Order {
  return Object.assign(new Order(), {
    id: row.id,
    customerId: row.customer_id,
    status: row.status,
    placedAt: row.placed_at.toISOString(),
    totalCents: row.total_cents,
    items: row.items.map((item) => Object.assign(new OrderItem(), item)),
    shippingAddress: Object.assign(new Address(), {
      street: row.street,
      postalCode: row.postal_code,
      city: row.city,
      country: row.country,
    }),
    riskScore: row.risk_score,
  });
}
