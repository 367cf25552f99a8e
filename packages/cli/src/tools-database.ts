import type { Pool } from 'pg';
import { CommandFailed } from './command-failed.ts';
import type { Surroundings } from './surroundings.ts';
import { withDatabase } from './with-database.ts';

/** `withDatabase`, for commands that need the role `lawful_tools` and say so where it is missing. */
export async function withTools<Result>(
  surroundings: Pick<Surroundings, 'env'>,
  work: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  try {
    return await withDatabase(surroundings, work);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error;
    throw new CommandFailed(
      'tools-role-missing',
      'the role in DATABASE_URL may not use the tools',
      'Let the owner of the database run `grant lawful_tools to …` for a role that people use, never for the application.',
    );
  }
}
