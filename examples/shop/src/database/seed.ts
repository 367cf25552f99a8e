import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

const GOODS = [
  { sku: 'BOOK-1', title: 'The Right to Be Left Alone', price_cents: 1_890 },
  { sku: 'BOOK-2', title: 'A Field Guide to Fair Dealing', price_cents: 2_450 },
  { sku: 'MUG-1', title: 'Mug, dishwasher safe', price_cents: 1_200 },
  { sku: 'PEN-1', title: 'Fountain pen, blue', price_cents: 3_400 },
] as const;

const CUSTOMERS = [
  { email: 'grace@customers.example', first_name: 'Grace', last_name: 'Lefèvre' },
  { email: 'blaise@customers.example', first_name: 'Blaise', last_name: 'Moreau' },
  { email: 'emilie@customers.example', first_name: 'Émilie', last_name: 'Garnier' },
] as const;

/** Fills an empty shop: goods, and a few customers so that the staff's list is not empty. */
export async function seed(db: Kysely<Schema>): Promise<void> {
  await db
    .insertInto('goods')
    .values([...GOODS])
    .onConflict((conflict) => conflict.column('sku').doNothing())
    .execute();
  const someone = await db.selectFrom('customers').select('id').limit(1).executeTakeFirst();
  if (someone !== undefined) return;
  await db
    .insertInto('customers')
    .values(
      CUSTOMERS.map((customer) => ({
        id: randomUUID(),
        phone: null,
        birth_date: null,
        ...customer,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
