/** Whether the server refused what it was asked, and the connection lives: its errors have a code and a severity. */
export function isServerError(error: unknown): boolean {
  return (
    error instanceof Error && 'severity' in error && 'code' in error && !ENDS.has(`${error.code}`)
  );
}

/** The server says that it ends the connection: shutdown, crash, not yet up. */
const ENDS: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03']);
