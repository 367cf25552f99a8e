import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { Customer } from '../workload/customers.ts';
import { subjectIds } from '../workload/subjects.ts';

/** The table behind the read route: the same fields as the DTO, the hidden ones included. */
export interface Database {
  readonly customer: { readonly [Key in keyof Customer]: string };
}

/** A database in memory with a row for every subject. */
export async function openDatabase(): Promise<Kysely<Database>> {
  const database = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite() }) });
  await database.schema
    .createTable('customer')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text')
    .addColumn('givenName', 'text')
    .addColumn('familyName', 'text')
    .addColumn('phone', 'text')
    .addColumn('tier', 'text')
    .addColumn('createdAt', 'text')
    .addColumn('passwordHash', 'text')
    .addColumn('birthDate', 'text')
    .execute();
  const rows = subjectIds.map((id, index) => ({ ...new Customer(index), id }));
  await database.insertInto('customer').values(rows).execute();
  return database;
}
