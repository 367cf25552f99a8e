import { fixedDuration, isDuration, LONGEST_STALENESS_MS } from '../../declare/duration.ts';
import { isInstant } from '../../declare/instant.ts';
import type { PolicyInput, PurposeInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';
import { cookiesOf, purposesOf, retentionsOf } from './read-policy.ts';

/** Dates and durations that software can read (RFC 3339, ISO 8601). */
export function* timeRules(policy: PolicyInput): Iterable<Finding> {
  const { effectiveFrom, updatedAt, announcedAt } = policy;
  for (const [place, date] of Object.entries({ effectiveFrom, updatedAt, announcedAt })) {
    if (date === undefined || isInstant(date)) continue;
    yield policyFinding('date-malformed', place, [], 'This is no date that software can read.');
  }
  for (const [name, purpose] of purposesOf(policy)) {
    yield* durations(`purposes.${name}`, durationsOf(purpose));
    yield* staleness(`purposes.${name}`, purpose.maxStaleness);
  }
  for (const [name, { duration }] of cookiesOf(policy)) {
    yield* durations(`cookies.${name}`, duration === 'session' ? [] : [duration]);
  }
  const { breachNotice, requestForwarding } = policy.processorDeadlines ?? {};
  yield* durations('processorDeadlines', [breachNotice, requestForwarding]);
}

function durationsOf(purpose: PurposeInput): readonly (string | undefined)[] {
  const ofRetention = retentionsOf(purpose).flatMap(({ duration, hold, warning, extension }) => [
    duration,
    hold?.afterwards === 'limitation-period' ? undefined : hold?.afterwards,
    warning?.grace,
    extension?.duration,
  ]);
  return [purpose.consent?.duration, purpose.maxStaleness, ...ofRetention];
}

/** A withdrawal takes effect within an hour, or it is as good as none. */
function* staleness(place: string, text: string | undefined): Iterable<Finding> {
  if (text === undefined || !isDuration(text)) return;
  const length = fixedDuration(text);
  if (length !== undefined && length <= LONGEST_STALENESS_MS) return;
  const message = 'A withdrawal made elsewhere could stay unknown for more than an hour.';
  yield policyFinding('staleness-too-long', `${place}.maxStaleness`, [], message);
}

function* durations(place: string, texts: readonly (string | undefined)[]): Iterable<Finding> {
  for (const text of texts) {
    if (text === undefined || isDuration(text)) continue;
    yield policyFinding('duration-malformed', place, [], 'This is no duration of ISO 8601.');
  }
}
