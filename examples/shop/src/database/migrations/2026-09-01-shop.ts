import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Customers, goods, orders, newsletter subscriptions. */
export const shop: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('customers')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('position', 'bigserial', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('first_name', 'text', (column) => column.notNull())
      .addColumn('last_name', 'text', (column) => column.notNull())
      .addColumn('phone', 'text')
      .addColumn('birth_date', 'date')
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await db.schema
      .createIndex('customers_email')
      .on('customers')
      .expression(sql`lower(email)`)
      .unique()
      .execute();
    await db.schema
      .createTable('goods')
      .addColumn('sku', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('price_cents', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('orders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('position', 'bigserial', (column) => column.notNull())
      .addColumn('customer_id', 'text', (column) => column.notNull().references('customers.id'))
      .addColumn('status', 'text', (column) => column.notNull().defaultTo('placed'))
      .addColumn('street', 'text', (column) => column.notNull())
      .addColumn('postal_code', 'text', (column) => column.notNull())
      .addColumn('city', 'text', (column) => column.notNull())
      .addColumn('country', 'text', (column) => column.notNull())
      .addColumn('total_cents', 'integer', (column) => column.notNull())
      .addColumn('risk_score', 'integer')
      .addColumn('placed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await db.schema
      .createIndex('orders_customer')
      .on('orders')
      .columns(['customer_id', 'position'])
      .execute();
    await db.schema
      .createTable('order_items')
      .addColumn('order_id', 'text', (column) => column.notNull().references('orders.id'))
      .addColumn('line', 'integer', (column) => column.notNull())
      .addColumn('sku', 'text', (column) => column.notNull().references('goods.sku'))
      .addColumn('quantity', 'integer', (column) => column.notNull())
      .addColumn('unit_price_cents', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('order_items_pkey', ['order_id', 'line'])
      .execute();
    await db.schema
      .createTable('newsletter_subscriptions')
      .addColumn('customer_id', 'text', (column) => column.primaryKey().references('customers.id'))
      .addColumn('topics', sql`text[]`, (column) => column.notNull())
      .addColumn('subscribed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
  },
};
