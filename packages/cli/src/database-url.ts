import { CommandFailed, EXIT } from './command-failed.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the database is: from the environment only, for arguments are shown in lists of processes. */
export function databaseUrl({ env }: Pick<Surroundings, 'env'>): string {
  const url = env.DATABASE_URL;
  if (url === undefined || url === '') {
    throw new CommandFailed(
      'database-url-missing',
      'DATABASE_URL is not set',
      'Set it in the environment, for instance postgres://role@host/database with the password in PGPASSWORD or a pgpass file.',
      EXIT.usage,
    );
  }
  return url;
}

/** Refuses an address among the arguments, before anything could repeat it. */
export function refuseDatabaseUrl(args: readonly string[]): void {
  if (!args.some((arg) => OPTION.test(arg) || ADDRESS.test(arg))) return;
  throw new CommandFailed(
    'database-url-exposed',
    'the address of the database is not taken from the command line',
    'Set DATABASE_URL in the environment: everybody on this machine can read arguments. Change the password if it was in there.',
    EXIT.usage,
  );
}

const OPTION = /^--?(database|db|connection)[-_]?(url|uri|string)?(=|$)/i;
const ADDRESS = /(^|=)postgres(ql)?:/i;
