import { CommandFailed, EXIT } from './command-failed.ts';

/** Why a file named by the operator could not be used. Its path is not repeated: it may name somebody. */
export function fileFailed(error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'path' in error)) return error;
  const code = 'code' in error ? String(error.code) : 'unknown';
  const reason = REASONS[code] ?? `the system says ${code}`;
  return new CommandFailed(
    'file-unusable',
    `a file cannot be used: ${reason}`,
    'Name a file that can be.',
    EXIT.usage,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it or its directory does not exist',
  EEXIST: 'it is there already, and is not overwritten',
  EACCES: 'this account may not use it',
  EISDIR: 'it is a directory',
  ENOSPC: 'there is no room left',
};
