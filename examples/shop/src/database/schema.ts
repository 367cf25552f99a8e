import type { ColumnType, Generated } from 'kysely';

/** A column that the database fills and nobody updates. */
type Stamp = ColumnType<Date, never, never>;

/** Order of arrival; clocks are too coarse for it. */
type Position = ColumnType<string, never, never>;

interface CustomersTable {
  id: string;
  position: Position;
  email: string;
  first_name: string;
  last_name: string;
  phone: string | null;
  /** `date`; written and read as `YYYY-MM-DD`. */
  birth_date: string | null;
  created_at: Stamp;
}

interface GoodsTable {
  sku: string;
  title: string;
  price_cents: number;
}

interface OrdersTable {
  id: string;
  position: Position;
  customer_id: string;
  status: Generated<'placed' | 'shipped'>;
  street: string;
  postal_code: string;
  city: string;
  country: string;
  total_cents: number;
  /** Set where the fraud check was allowed to run. */
  risk_score: number | null;
  placed_at: Stamp;
}

interface OrderItemsTable {
  order_id: string;
  line: number;
  sku: string;
  quantity: number;
  unit_price_cents: number;
}

interface NewsletterSubscriptionsTable {
  customer_id: string;
  topics: string[];
  subscribed_at: Stamp;
}

/** The shop's tables, as the migrations leave them. */
export interface Schema {
  customers: CustomersTable;
  goods: GoodsTable;
  orders: OrdersTable;
  order_items: OrderItemsTable;
  newsletter_subscriptions: NewsletterSubscriptionsTable;
}
