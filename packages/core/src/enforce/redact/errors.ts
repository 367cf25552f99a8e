/** What may be written of an error: its kind, its text, where it was thrown, the same of what caused it. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** How deep a chain of causes is followed. */
const CAUSES = 5;

/**
 * An error as it may be logged. Libraries hang whole rows and request bodies on their errors (`detail`, `config`,
 * `parameters`, `target`): no own property but `code` is written, and texts go through `redact`.
 */
export function loggedError(
  error: unknown,
  redact: (text: string) => string,
  depth = 0,
): LoggedError {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: 'a thrown value that is not an Error', stack: '' };
  }
  const code: unknown = 'code' in error ? error.code : undefined;
  const message = redact(error.message);
  return {
    type: error.name,
    message,
    stack: framesOf(error, message),
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    ...(error.cause === undefined || depth >= CAUSES
      ? {}
      : { cause: loggedError(error.cause, redact, depth + 1) }),
    ...(error instanceof AggregateError && depth < CAUSES
      ? {
          errors: error.errors.slice(0, CAUSES).map((each) => loggedError(each, redact, depth + 1)),
        }
      : {}),
  };
}

/** A code is a short word; anything longer may be a text. */
const CODE = /^[\w.-]{1,64}$/;

/** The frames of a stack alone: its head repeats the message as it was when the error was made. */
function framesOf(error: Error, message: string): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}: ${message}`, ...frames].join('\n');
}
