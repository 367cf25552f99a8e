import { type Kysely, sql } from 'kysely';

/**
 * Makes login roles of the application members of `lawful_app`: they may call the functions and touch no table.
 * Doing so again changes nothing.
 */
export async function grantApplication(
  db: Kysely<unknown>,
  roles: readonly string[],
): Promise<void> {
  if (roles.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    // Two grants of one role at once would be an error of the second.
    await sql`select pg_advisory_xact_lock(hashtextextended('lawful grant', 0))`.execute(
      transaction,
    );
    for (const role of roles) {
      await sql`grant lawful_app to ${sql.id(role)}`.execute(transaction);
    }
  });
}
