import type { LoggedError } from '../enforce/redact/errors.ts';
import type { UnitOfWork } from '../enforce/unit.ts';
import type { Exit } from './exit.ts';
import { type ErrorEdge, failureOf } from './failure.ts';
import type { NeutralResponse } from './neutral.ts';
import { type AnswerSink, endConnection } from './sink.ts';
import { type AnswerWriter, writeAnswer } from './write-answer.ts';

/** A response on which failures are answered. */
export interface Outlet {
  readonly sink: AnswerSink;
  /** Past whatever guards the response. */
  readonly writer: AnswerWriter;
  /** The guarded way out, where the request was admitted. */
  readonly exit: Exit | undefined;
}

/** Called with every error as it may be logged, and the instance id that the client was given. */
export type OnError = (
  error: LoggedError,
  facts: { readonly instance: string; readonly status: number },
) => void;

/** Answers for everything that fails in one application: its own errors, and what its answers are refused for. */
export interface Failures {
  /** Answers an error with a problem document, or ends the connection of an answer that has begun; tells `onError`. */
  answer(error: unknown, unit: UnitOfWork, outlet: Outlet): void;
  /** Carries an answer of core to the client, past the guard. */
  carry(answer: NeutralResponse, unit: UnitOfWork, outlet: Outlet): void;
  /** Tells `onError` of an error that core has answered already. */
  report(error: unknown, unit: UnitOfWork, instance: string): void;
  /** Who is told of errors from now on. */
  onError: OnError | undefined;
}

/** Makes what answers for failures; the same for every adapter. */
export function createFailures(edge: ErrorEdge): Failures {
  const failures: Failures = {
    onError: undefined,
    answer: (error, unit, outlet) => {
      const { sink, exit } = outlet;
      const answered = exit?.closed ?? false;
      const began = sink.headersSent || (exit?.begun ?? false);
      const { problem, logged, recorded } = failureOf(edge, error, unit, exit?.running, began);
      // Shut before anything is waited for: what the handler still writes goes nowhere.
      if (!began) exit?.close();
      const write = (): void => {
        if (!sink.headersSent) failures.carry(problem, unit, outlet);
      };
      if (began && exit !== undefined) exit.breakOff();
      else if (began) endConnection(sink);
      else if (recorded === undefined) write();
      else if (!answered) void recorded.then(write);
      failures.onError?.(logged, { instance: problem.instance, status: problem.status });
    },
    carry: (answer, unit, outlet) => {
      outlet.exit?.close();
      writeAnswer(outlet.sink, outlet.writer, answer, (error) =>
        failures.answer(error, unit, outlet),
      );
    },
    report: (error, unit, instance) => {
      const { status } = edge.problem(error, unit);
      failures.onError?.(edge.loggedError(error, unit), { instance, status });
    },
  };
  return failures;
}
