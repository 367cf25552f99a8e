import { connectDatabase, createTokens, type Database, migrate } from '@lawful-examples/shop/parts';
import { rawRequest } from './raw-request.ts';

export const SIGNING_KEY = 'signing-key-of-the-benchmark';

/** Who reads the own account over and over; nothing about the account is restricted. */
export const reader = { id: '0b7a7f0e-6a6c-4f5d-9c53-3f1f0c1d9a01', email: 'ada@example.org' };
/** Whose data may only be stored (Art. 18): a shop that asks must refuse. */
export const restricted = { id: '0b7a7f0e-6a6c-4f5d-9c53-3f1f0c1d9a02', email: 'alan@example.org' };

/** The shop's embedded database in memory, as its migrations leave it, with two customers. */
export async function openShopDatabase(): Promise<Database> {
  const database = await connectDatabase({ databaseUrl: undefined, dataDir: 'memory://' });
  await migrate(database);
  const rows = [reader, restricted].map((who) => ({
    ...who,
    first_name: meBody.firstName,
    last_name: meBody.lastName,
    phone: meBody.phone,
    birth_date: meBody.birthDate,
  }));
  await database.db.insertInto('customers').values(rows).execute();
  return database;
}

/**
 * With the database in its process a server goes on getting faster for fifteen thousand requests, by a third. And the
 * same two processes, compared in forty rounds, came out three or four per cent apart from one time to the next; in a
 * hundred and sixty, one.
 */
export const DATABASE_PATIENCE = 4;

/** Two processes with the same code differ by a fortieth for life: a bound at a twentieth wants many of them. */
export const DATABASE_COHORTS = 48;

export const meRequest: Buffer = await meAs(reader.id);
export const refusedMe: Buffer = await meAs(restricted.id);

/** What the shop answers, but for the instant at which the account was opened. */
export const meBody = {
  ...reader,
  firstName: 'Ada',
  lastName: 'Lovelace',
  phone: '+33 6 12 34 56 78',
  birthDate: '1990-12-10',
};

/** With a token that is valid for twelve hours, and verified with every request. */
async function meAs(customer: string): Promise<Buffer> {
  const token = await createTokens(SIGNING_KEY).issue(customer);
  return rawRequest('GET', '/customers/me', [`authorization: Bearer ${token}`]);
}
