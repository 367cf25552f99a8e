import { isInstant, parseInstant } from '../../declare/instant.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import type { RuleContext } from './rule.ts';

/** Versions: told in time, dated, and changed for a reason that the text allows (Art. 13(3)). */
export function* versionRules(policy: PolicyInput, { previous }: RuleContext): Iterable<Finding> {
  const { effectiveFrom, announcedAt } = policy;
  if (
    announcedAt !== undefined &&
    isInstant(announcedAt) &&
    isInstant(effectiveFrom) &&
    parseInstant(announcedAt) > parseInstant(effectiveFrom)
  ) {
    const message = `Announced on ${announcedAt}, after it applies from ${effectiveFrom}.`;
    yield policyFinding('announced-late', 'announcedAt', [], message);
  }
  if (previous === undefined) return;
  yield* reason(policy);
  if (policy.updatedAt !== previous.updatedAt || previous.updatedAt === undefined) return;
  if (content(policy) === content(previous)) return;
  const message = `The text has changed since version ${previous.version}, the date of update has not.`;
  yield policyFinding('updated-at-unchanged', 'updatedAt', [], message);
}

function* reason({ changeReason, changeReasons }: PolicyInput): Iterable<Finding> {
  if (changeReasons === undefined) return;
  if (changeReason !== undefined && changeReasons.includes(changeReason)) return;
  const message = `The text may change for ${changeReasons.join(', ')}; this version gives none of them.`;
  yield policyFinding('change-reason-missing', 'changeReason', [], message);
}

/** What the text says, without what every version changes by nature. */
function content(policy: PolicyInput): string {
  const { version, effectiveFrom, updatedAt, announcedAt, changeReason, ...rest } = policy;
  return JSON.stringify(rest);
}
