import { isPrivacyError, PrivacyError } from '@lawful/core';
import { OWNING_ROLES } from './roles.ts';

/**
 * Why the schema could not be brought up to date, as an error with a code. The database's own words may repeat
 * what is stored, so only its SQLSTATE is told. What is no answer of the database, a lost connection, stays as it is.
 */
export function migrationFailed(error: unknown, step = 'lawful migrate'): unknown {
  if (isPrivacyError(error) || !isDatabaseError(error)) return error;
  const reason = REASONS[error.code] ?? 'the database refused, see its log';
  return new PrivacyError('migration-refused', {
    what: `${step} changed nothing: ${reason} (SQLSTATE ${error.code})`,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  '42501':
    'the migrating role lacks a privilege. It must own schema lawful, or may CREATE on the database; the first time ' +
    `it needs CREATEROLE, or a superuser makes the roles beforehand and grants it ${OWNING_ROLES.join(', ')}`,
  '0P000': 'a role whose name begins with lawful_ is superuser or may bypass row-level security',
  '42704': 'a role named for --grant does not exist',
};

/** The database answered, and not only that it does not let us in. */
function isDatabaseError(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error &&
    'severity' in error &&
    'code' in error &&
    typeof error.code === 'string' &&
    !NO_SESSION.test(error.code)
  );
}

/** Connection, authorization, catalogue name, resources, shutdown. */
const NO_SESSION = /^(08|28|3D|53|57P)/;
