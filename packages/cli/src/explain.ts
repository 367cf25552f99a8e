import { isPrivacyError } from '@lawful/core';
import { CommandFailed, EXIT, type ExitCode } from './command-failed.ts';

/** What an operator is told of an error, and how the process ends. */
export interface Explanation {
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
}

/**
 * Explains an error without a stack trace and without the words of the database or its driver: they may repeat
 * what is stored, or the address with its password.
 */
export function explain(error: unknown): Explanation {
  if (error instanceof CommandFailed) return told(error, error.exitCode);
  if (isPrivacyError(error)) return told(error, EXIT.failed);
  const code = codeOf(error);
  if (SQLSTATE.test(code)) return told(refused(code), EXIT.failed);
  if (code === 'ERR_INVALID_URL') return told(MALFORMED, EXIT.usage);
  if (SYSTEM_ERROR.test(code)) return told(unreachable(code), EXIT.failed);
  if (timedOut(error)) return told(unreachable('timeout'), EXIT.failed);
  return told(unexpected(error), EXIT.failed);
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

function told({ code, message, help }: Told, exitCode: ExitCode): Explanation {
  return { lines: [`lawful: ${code}: ${message}`, `  ${help}`], exitCode };
}

const refused = (sqlstate: string): Told => ({
  code: 'database-refused',
  message: `the database answered with SQLSTATE ${sqlstate}`,
  help: 'Check user, password and database name in DATABASE_URL, and what the role may do; the log of the database says more.',
});

const unreachable = (reason: string): Told => ({
  code: 'database-unreachable',
  message: `no connection to the database (${reason})`,
  help: 'Check host and port in DATABASE_URL and that the server is up.',
});

const MALFORMED: Told = {
  code: 'database-url-malformed',
  message: 'DATABASE_URL is not a URL',
  help: 'Write postgres://role@host:5432/database, with %-escapes for what is special in a URL.',
};

/** The driver gives a timeout no code of its own. */
const timedOut = (error: unknown): boolean =>
  error instanceof Error && /timeout/i.test(error.message);

/** Errors of drivers without a code: the name of the class is all that can be shown safely. */
const unexpected = (error: unknown): Told => ({
  code: 'unexpected',
  message: `the command ended with ${error instanceof Error ? error.name : 'no error object'}`,
  help: 'Check that the server in DATABASE_URL is PostgreSQL and allows this kind of connection.',
});

const SQLSTATE = /^[0-9A-Z]{5}$/;
const SYSTEM_ERROR = /^E[A-Z_]+$/;

/** Of several failed attempts at one host, the first. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
