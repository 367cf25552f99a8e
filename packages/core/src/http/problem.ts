import { ERRORS, type ErrorCode } from '../error-codes.ts';
import { type FieldError, isPrivacyError, type PrivacyError } from '../errors.ts';
import type { PublishedAuthority } from '../rights/published-parties.ts';
import { codeOfForeignError, foreignStatus, STATUS_TITLES } from './foreign-error.ts';
import { problemHeaders } from './problem-headers.ts';
import { memberTexts, refusalMembers } from './problem-members.ts';

/**
 * Base of the problem types (RFC 9457): a type is the base with the code behind it. It identifies and, under a domain
 * that is reserved for examples (RFC 2606), resolves nowhere; pass your own `base` to publish docs/problems.md there.
 */
export const PROBLEM_BASE = 'https://lawful.example/problems/';

/** What a problem document needs to know besides the error. */
export interface ProblemContext {
  /** Names this occurrence, `urn:uuid:…`; the log has it too. */
  readonly instance: string;
  /** Base of the problem types, with its closing slash. Default {@link PROBLEM_BASE}. */
  readonly base?: string | undefined;
  /** Whether whoever reads it is the data subject: only then does it tell where consent stands and where it is given. */
  readonly actorIsSubject: boolean;
  /** Version of the notice to show when consent is asked. */
  readonly noticeVersion?: string | undefined;
  /** Where consent is given, `/privacy/consents`. */
  readonly consentUrl?: string | undefined;
  /** Where the notice is, `/privacy/notice`. */
  readonly noticeUrl?: string | undefined;
  /** Named in refusals of rights (Art. 12(4)). */
  readonly supervisoryAuthority?: PublishedAuthority | null | undefined;
  /** Seconds after which a 503 may be tried again. Default 5. */
  readonly retryAfter?: number | undefined;
}

/** A problem document (RFC 9457): what went wrong, in names and codes, never in values. */
interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  readonly errors?: readonly FieldError[];
  /** Extension members, by problem type; see docs/problems.md. */
  readonly [member: string]: unknown;
}

/** A problem as it is answered. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ProblemDocument;
}

/** Members of the standard, which no extension overrides. */
const STANDARD = new Set(['type', 'title', 'status', 'detail', 'instance', 'errors']);

/**
 * The problem document of any error. A {@link PrivacyError} becomes its code; what body parsers and routers throw
 * becomes the code that says the same without repeating the request; everything else is an `internal-error` of which
 * nothing is told. Never throws.
 */
export function problemOf(error: unknown, context: ProblemContext): ProblemAnswer {
  if (isPrivacyError(error) && Object.hasOwn(ERRORS, error.code)) return ofPrivacy(error, context);
  const code = codeOfForeignError(error);
  if (code !== undefined) return ofCode(code, context);
  const status = foreignStatus(error);
  if (status === undefined) return ofCode('internal-error', context);
  // An error of the application's own, of which the status alone is ours to repeat.
  const body = {
    type: 'about:blank',
    title: STATUS_TITLES[status] ?? 'Client Error',
    status,
    instance: context.instance,
  };
  return { status, headers: problemHeaders(status, context, {}), body };
}

function ofPrivacy(error: PrivacyError, context: ProblemContext): ProblemAnswer {
  const { what, members = {}, errors } = error.details;
  const { status } = ERRORS[error.code];
  const extensions = { ...refusalMembers(error, context), ...memberTexts(members) };
  const own = Object.entries(extensions).filter(([name]) => !STANDARD.has(name));
  const base = headOf(error.code, context);
  const body: ProblemDocument = {
    ...base,
    // On our side's failures the names of our insides are of no use to a client.
    detail: status < 500 && what !== undefined ? `${what}: ${error.help}` : base.detail,
    instance: context.instance,
    ...Object.fromEntries(own),
    ...(errors === undefined ? {} : { errors: errors.map(pointerOnly) }),
  };
  return { status, headers: problemHeaders(status, context, members), body };
}

function ofCode(code: ErrorCode, context: ProblemContext): ProblemAnswer {
  const { status } = ERRORS[code];
  const body = { ...headOf(code, context), instance: context.instance };
  return { status, headers: problemHeaders(status, context, {}), body };
}

function headOf(code: ErrorCode, { base = PROBLEM_BASE }: ProblemContext) {
  const { title, status, help } = ERRORS[code];
  const detail = status === 500 ? ERRORS['internal-error'].help : help;
  return { type: `${base}${code}`, title, status, detail };
}

function pointerOnly({ pointer, detail, consequence }: FieldError): FieldError {
  return consequence === undefined ? { pointer, detail } : { pointer, detail, consequence };
}
