import type { PurposeInput, RetentionInput } from '../../declare/policy-input.ts';
import type { DurationId } from '../../vocabulary/index.ts';
import { durationInWords, isZeroDuration } from './duration.ts';
import { type Reading, read, type Text } from './reading.ts';
import { retentionNotes } from './retention-notes.ts';

/** For how long data are kept and what happens then (Art. 13(2)(a), 30(1)(f)). */
export interface Retention {
  /** The kind of duration: fixed, until an event, or neither. */
  readonly term: DurationId;
  /** ISO 8601. */
  readonly duration?: string;
  /** The duration is a maximum. */
  readonly maximum: boolean;
  readonly startEvent?: string;
  /** Whether one clock runs per data subject or one per record. */
  readonly clock: NonNullable<RetentionInput['clock']>;
  readonly action: RetentionInput['action'];
  readonly appliesTo?: string;
  readonly criterion: Text | null;
  readonly condition?: string;
  /** Events that end the retention at once. */
  readonly earlierOn: readonly string[];
  readonly legalReference?: string;
  readonly rationale: Text | null;
  readonly extension: RetentionExtension | null;
  /** What is kept, for how long, from when, and what happens then: one sentence of ours. */
  readonly sentence: string;
  /** What suspends, shortens or lengthens it, in sentences of ours. */
  readonly notes: readonly string[];
}

/** A passage by which data may be kept longer. */
interface RetentionExtension {
  readonly description: Text | null;
  readonly duration?: string;
  readonly legalReference?: string;
}

/** Every retention rule of a purpose; none where the policy states none. */
export function retentionOf(purpose: PurposeInput, reading: Reading): readonly Retention[] {
  return [purpose.retention ?? []].flat().map((rule) => describe(rule, reading));
}

function describe(rule: RetentionInput, reading: Reading): Retention {
  const { duration, startEvent, action, appliesTo, condition, legalReference } = rule;
  return {
    term: kindOf(rule),
    ...(duration !== undefined && { duration }),
    maximum: rule.maximum === true,
    ...(startEvent !== undefined && { startEvent }),
    clock: rule.clock ?? 'subject',
    action,
    ...(appliesTo !== undefined && { appliesTo }),
    criterion: read(rule.criterion, reading),
    ...(condition !== undefined && { condition }),
    earlierOn: [rule.earlierOn ?? []].flat(),
    ...(legalReference !== undefined && { legalReference }),
    rationale: read(rule.rationale, reading),
    extension: extensionOf(rule, reading),
    sentence: sentence(rule, reading),
    notes: retentionNotes(rule, reading),
  };
}

function kindOf({ duration, startEvent }: RetentionInput): DurationId {
  if (duration !== undefined) return 'dpv:TemporalDuration';
  return startEvent === undefined ? 'dpv:IndeterminateDuration' : 'dpv:UntilEventDuration';
}

function extensionOf({ extension }: RetentionInput, reading: Reading): RetentionExtension | null {
  if (extension === undefined) return null;
  const { describe: words, duration, legalReference } = extension;
  return {
    description: read(words, reading),
    ...(duration !== undefined && { duration }),
    ...(legalReference !== undefined && { legalReference }),
  };
}

function sentence(rule: RetentionInput, { phrases }: Reading): string {
  const { action, duration, startEvent, criterion, maximum } = rule;
  return phrases.retention.sentence({
    action,
    atOnce: duration !== undefined && isZeroDuration(duration),
    maximum: maximum === true,
    ...(duration !== undefined && { duration: durationInWords(duration, phrases) }),
    ...(startEvent !== undefined && { startEvent }),
    criterion: criterion !== undefined,
  });
}
