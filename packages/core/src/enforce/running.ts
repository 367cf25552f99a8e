import { PrivacyError } from '../errors.ts';
import type { Awaitable, Clock } from '../ports.ts';
import type { Answer } from './answer.ts';
import type { Admission, AdmittedEach, Gate } from './gate.ts';
import { walkOf } from './minimise/walk.ts';
import type { Recorder } from './recorder.ts';
import { bindSubject, type UnitOfWork } from './unit.ts';

/** What a request brings in. */
export interface Incoming {
  readonly body?: unknown;
  readonly params?: unknown;
  readonly query?: unknown;
}

/** An admitted unit of work: what may come in, and the way out. */
export interface Running {
  readonly unit: UnitOfWork;
  /** The minimised inputs; `undefined` for one that the route does not declare. */
  readonly incoming: Incoming;
  /**
   * What may leave of `value`, once the record of it is accepted. Throws `response-not-declared`,
   * `response-shape-mismatch` or `subject-mismatch`; the original is never touched.
   */
  serve(value: unknown, status: number): Awaitable<unknown>;
  /** What kind of body is declared for an answer with this status; `undefined` where nothing is. */
  declares(status: number): Answer['kind'] | undefined;
  /** Whether a body that cannot be read may leave with this status; records it with its reason. Throws `response-not-declared`. */
  serveOpaque(status: number): Awaitable<void>;
  /** Records that something went wrong after admission. */
  incident(errorType: string): Awaitable<void>;
}

/** What a running unit of work needs of the whole. */
export interface RunningParts {
  readonly gate: Gate;
  readonly recorder: Recorder;
  readonly clock: Clock;
}

/** Opens the way out of an admitted unit of work. */
export function createRunning(
  parts: RunningParts,
  unit: UnitOfWork,
  admission: Admission,
  incoming: Incoming,
): Running {
  return new AdmittedUnit(parts, unit, admission, incoming);
}

/** A class, for one is made with every request: its methods are made once. */
class AdmittedUnit implements Running {
  readonly unit: UnitOfWork;
  readonly incoming: Incoming;
  readonly #parts: RunningParts;
  readonly #admission: Admission;

  constructor(parts: RunningParts, unit: UnitOfWork, admission: Admission, incoming: Incoming) {
    this.unit = unit;
    this.incoming = incoming;
    this.#parts = parts;
    this.#admission = admission;
  }

  serve(value: unknown, status: number): Awaitable<unknown> {
    const answer = this.#answerFor(status);
    switch (answer.kind) {
      case 'opaque':
        return this.#accepted(answer, 1, value);
      case 'nothing':
        throw new PrivacyError('response-not-declared', {
          what: 'the answer is declared to have no body',
        });
      case 'json':
        return this.#admission.plan.mode === 'each'
          ? this.#serveEach(answer, value)
          : this.#serveOne(answer, value);
    }
  }

  declares(status: number): Answer['kind'] | undefined {
    return this.#admission.plan.answer(status)?.kind;
  }

  serveOpaque(status: number): Awaitable<void> {
    const answer = this.#answerFor(status);
    if (answer.kind === 'opaque') return this.#accepted(answer, 1, undefined);
    throw new PrivacyError('response-not-declared', { what: 'the body was not written as JSON' });
  }

  incident(errorType: string): Awaitable<void> {
    const { recorder, clock } = this.#parts;
    const { question } = this.#admission.asked;
    return recorder.incident(this.unit, { question, errorType, now: clock() });
  }

  #serveOne(answer: Answer, value: unknown): Awaitable<unknown> {
    const { unit } = this;
    const { plan } = this.#admission;
    if (plan.mode === 'new' && unit.subject === undefined) bindServed(unit, answer, value);
    const shaped = answer.shape(value, walkOf(plan.strays.out, unit.subject));
    answer.note(shaped, unit.sightings);
    return this.#accepted(answer, 1, shaped);
  }

  #serveEach(answer: Answer, value: unknown): Awaitable<unknown> {
    const subjects = new Set<string>();
    answer.subjects(value, subjects);
    const finish = ({ keep, ageMs }: AdmittedEach): Awaitable<unknown> => {
      const { strays } = this.#admission.plan;
      const shaped = answer.shape(value, walkOf(strays.out, undefined, keep));
      answer.note(shaped, this.unit.sightings);
      return this.#accepted(answer, [...subjects].filter(keep).length, shaped, ageMs);
    };
    const keeping = this.#parts.gate.admitEach(this.unit, this.#admission, subjects);
    return 'keep' in keeping ? finish(keeping) : keeping.then(finish);
  }

  #answerFor(status: number): Answer {
    const answer = this.#admission.plan.answer(status);
    if (answer !== undefined) return answer;
    throw new PrivacyError('response-not-declared', { what: `status ${status}` });
  }

  /** What leaves once the record of it is accepted. */
  #accepted<T>(answer: Answer, subjects: number, value: T, ageMs?: number): Awaitable<T> {
    const { recorder, clock } = this.#parts;
    const now = clock();
    const record = recorder.served(this.unit, this.#admission, {
      fields: answer.paths,
      subjects,
      ageMs,
      now,
      opaque: answer.reason,
    });
    return record === undefined ? value : record.then(() => value);
  }
}

/** A route that creates a subject and has not said whom serves one subject all the same: the one in its answer. */
function bindServed(unit: UnitOfWork, answer: Answer, value: unknown): void {
  const subjects = new Set<string>();
  answer.subjects(value, subjects);
  for (const subject of subjects) bindSubject(unit, subject);
}
