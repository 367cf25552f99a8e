import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { Customer, type NewCustomer } from '../models/customer.ts';

/** The customers of the shop. */
export interface Customers {
  /** The new customer, or `undefined` if the e-mail address already has an account. */
  add(customer: NewCustomer): Promise<Customer | undefined>;
  find(id: string): Promise<Customer | undefined>;
  /** Newest first. */
  all(): Promise<Customer[]>;
}

/** Customers kept in `db`. */
export function createCustomers(db: Kysely<Schema>): Customers {
  return {
    add: async (customer) => {
      const row = await db
        .insertInto('customers')
        .values({
          id: randomUUID(),
          email: customer.email,
          first_name: customer.firstName,
          last_name: customer.lastName,
          phone: customer.phone ?? null,
          birth_date: customer.birthDate ?? null,
        })
        .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
        .returning(COLUMNS)
        .executeTakeFirst();
      return row && toCustomer(row);
    },
    find: async (id) => {
      const row = await db
        .selectFrom('customers')
        .select(COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toCustomer(row);
    },
    all: async () => {
      const rows = await db
        .selectFrom('customers')
        .select(COLUMNS)
        .orderBy('position', 'desc')
        .execute();
      return rows.map(toCustomer);
    },
  };
}

const COLUMNS = [
  'id',
  'email',
  'first_name',
  'last_name',
  'phone',
  // As text: drivers disagree about the time zone of a date.
  sql<string | null>`birth_date::text`.as('birth_date'),
  'created_at',
] as const;

interface Row {
  readonly id: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly phone: string | null;
  readonly birth_date: string | null;
  readonly created_at: Date;
}

function toCustomer(row: Row): Customer {
  return Object.assign(new Customer(), {
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    birthDate: row.birth_date,
    createdAt: row.created_at.toISOString(),
  });
}
