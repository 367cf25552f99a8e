import type { CompiledQuestion } from '../decide/compile-question.ts';
import type { Decision } from '../decide/decision.ts';
import type { Question } from '../decide/question.ts';
import type { SubjectView } from '../decide/view.ts';
import type { UnitOfWork } from './unit.ts';

/** What the gate tells of one decision. Names only: the recorder makes evidence of it. */
export interface DecisionFacts {
  readonly asked: CompiledQuestion;
  readonly decision: Decision;
  /** What was known of the subject; `undefined` where each element of an answer has a subject of its own. */
  readonly view: SubjectView | undefined;
  /** By how many milliseconds what was known of the subject may lie behind `now`; `undefined` where nothing was read. */
  readonly ageMs: number | undefined;
  readonly now: number;
  /** The denial is recorded but not enforced (observe mode). */
  readonly observed: boolean;
  /** Keys dropped on the way in because nobody declared them for the purpose. */
  readonly dropped: number;
}

/** What the gate tells of an answer: what really left. */
export interface ServedFacts {
  /** Paths of the personal fields that left. */
  readonly fields: readonly string[];
  /** How many subjects' elements were served; 1 for one subject. */
  readonly subjects: number;
  /** Of a list, by how many milliseconds what was known of anybody in it may lie behind; otherwise the decision says it. */
  readonly ageMs: number | undefined;
  readonly now: number;
  /** Why the body could not be read, where it was declared opaque. */
  readonly opaque: string | undefined;
}

/** What the gate tells when something went wrong after it had opened: a handler that threw, a body that was refused. */
export interface IncidentFacts {
  readonly question: Question | undefined;
  readonly errorType: string;
  readonly now: number;
}

/**
 * Makes records and has them accepted. What it returns must be waited for before the decision counts; it throws
 * `audit-unavailable` where no record was accepted.
 */
export interface Recorder {
  decision(unit: UnitOfWork, facts: DecisionFacts): undefined | Promise<void>;
  /** @param admitted the decision that let it leave */
  served(unit: UnitOfWork, admitted: DecisionFacts, facts: ServedFacts): undefined | Promise<void>;
  incident(unit: UnitOfWork, facts: IncidentFacts): undefined | Promise<void>;
}
