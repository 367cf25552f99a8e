import type { RetentionInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';

/** Two rules of one purpose that speak of the same data and end in the same way, with different durations. */
export function* overlaps(place: string, rules: readonly RetentionInput[]): Iterable<Finding> {
  for (const [index, one] of rules.entries()) {
    for (const other of rules.slice(index + 1)) {
      if (!sameData(one, other) || one.duration === other.duration) continue;
      yield policyFinding(
        'overlapping-retention',
        place,
        [one.at, other.at],
        `The text keeps the same data ${one.duration ?? 'without a duration'} and ${other.duration ?? 'without a duration'}.`,
      );
    }
  }
}

function sameData(one: RetentionInput, other: RetentionInput): boolean {
  return (
    one.appliesTo === other.appliesTo &&
    one.condition === other.condition &&
    one.action === other.action &&
    one.requiresConsent === other.requiresConsent
  );
}
