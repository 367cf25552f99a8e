import type { AutomatedDecisionInput } from '../../declare/policy-input.ts';
import { type Reading, read, type Text } from '../parts/reading.ts';

/** A decision made by automated means alone: its logic and what it means for the person (Art. 13(2)(f), 22). */
export interface NoticeAutomatedDecision {
  readonly logic: Text | null;
  readonly significance: Text | null;
  /** The condition of Art. 22(2). */
  readonly condition?: NonNullable<AutomatedDecisionInput['condition']>;
  /** How a review by a person is asked for. */
  readonly humanReview?: string;
}

/** The automated decision of a purpose; null where it makes none. */
export function automatedDecisionOf(
  decision: AutomatedDecisionInput | undefined,
  reading: Reading,
): NoticeAutomatedDecision | null {
  if (decision === undefined) return null;
  const { condition, humanReview } = decision;
  return {
    logic: read(decision.logic, reading),
    significance: read(decision.significance, reading),
    ...(condition !== undefined && { condition }),
    ...(humanReview !== undefined && { humanReview }),
  };
}
