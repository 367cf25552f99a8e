import type { LoggedError } from '../enforce/redact/errors.ts';
import type { Running } from '../enforce/running.ts';
import type { UnitOfWork } from '../enforce/unit.ts';
import { isPrivacyError } from '../errors.ts';
import type { NeutralResponse } from './neutral.ts';

/** A problem document as an adapter sends it, with what a log line may say of it. */
export interface ProblemToSend extends NeutralResponse {
  /** `urn:uuid:…`; the client was given it too. */
  readonly instance: string;
  /** Last part of the problem's type. */
  readonly slug: string;
}

/** What turns an error into something that may leave; a running policy does. */
export interface ErrorEdge {
  problem(error: unknown, unit: UnitOfWork): ProblemToSend;
  loggedError(error: unknown, unit: UnitOfWork): LoggedError;
}

/** What becomes of an error at the edge, whichever framework carries it. */
export interface Failure {
  /** To be answered where no header has left yet; otherwise the connection is destroyed. */
  readonly problem: ProblemToSend;
  readonly logged: LoggedError;
  /** Settles when the incident is in the ledger, or could not be recorded. Never rejects; nothing where nothing is recorded. */
  readonly recorded: Promise<void> | undefined;
}

/**
 * Says what becomes of an error. What went wrong on our side after admission, and every answer that broke off, is
 * recorded; a refusal has its own record already.
 *
 * @param running the admitted unit of work, where there is one
 * @param began whether an answer has begun: then it breaks off
 */
export function failureOf(
  edge: ErrorEdge,
  error: unknown,
  unit: UnitOfWork,
  running: Running | undefined,
  began: boolean,
): Failure {
  const problem = edge.problem(error, unit);
  const incident = began ? 'response-aborted' : incidentOf(error, problem);
  return {
    problem,
    logged: edge.loggedError(error, unit),
    recorded: running === undefined || incident === undefined ? undefined : told(running, incident),
  };
}

function incidentOf(error: unknown, { status, slug }: ProblemToSend): string | undefined {
  const decided = isPrivacyError(error) && error.details.decision !== undefined;
  // A ledger that has just not accepted a record is not asked again.
  return status < 500 || decided || slug === 'audit-unavailable' ? undefined : slug;
}

/** An incident that cannot be recorded has nowhere left to be told: the client gets its answer all the same. */
async function told(running: Running, incident: string): Promise<void> {
  try {
    await running.incident(incident);
  } catch {
    // The log has the error, with the instance that the client was given.
  }
}
