import { ERRORS, type ErrorCode } from './error-codes.ts';

/** What a {@link PrivacyError} may carry beside its code: names, pointers and decisions, never a personal value. */
export interface PrivacyErrorDetails {
  /** What was refused, in names only (a purpose, a model, a field, a route). */
  readonly what?: string;
  /** The refusing decision, where there is one. */
  readonly decision?: unknown;
  /** All findings at once, where start-up failed. */
  readonly findings?: readonly unknown[];
  /** JSON Pointer fragments (RFC 6901, `#/email`) of the fields concerned, with the consequence where one is declared. */
  readonly errors?: readonly FieldError[];
  /** Further members of the problem document (RFC 9457), names and codes only. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** One field that made an answer or a request unacceptable: where it is and why, never what it held. */
export interface FieldError {
  /** JSON Pointer fragment, `#/address/street`. */
  readonly pointer: string;
  /** Why, in words without a value. */
  readonly detail: string;
  /** What follows for the data subject from not providing it (Art. 13(2)(e)). */
  readonly consequence?: string;
}

/**
 * The one error that Lawful throws. Its `code` is stable, `article` names the rule of the GDPR (or the
 * standard) behind it and `help` says what to do next; docs/problems.md has a heading for each code.
 */
export class PrivacyError extends Error {
  override readonly name = 'PrivacyError';
  readonly code: ErrorCode;
  readonly article: string;
  readonly help: string;
  /** The HTTP status that it becomes; frameworks that meet the error before Lawful does read it here. */
  readonly status: number;
  readonly details: PrivacyErrorDetails;

  constructor(code: ErrorCode, details: PrivacyErrorDetails = {}) {
    const entry = ERRORS[code];
    super(details.what === undefined ? entry.title : `${entry.title}: ${details.what}`);
    this.code = code;
    this.article = entry.article;
    this.help = entry.help;
    this.status = entry.status;
    this.details = details;
  }
}

/** Whether `error` is a {@link PrivacyError}, also one thrown by another installed copy of core. */
export function isPrivacyError(error: unknown): error is PrivacyError {
  return (
    error instanceof Error && error.name === 'PrivacyError' && 'code' in error && 'help' in error
  );
}

export type { ErrorCode } from './error-codes.ts';
