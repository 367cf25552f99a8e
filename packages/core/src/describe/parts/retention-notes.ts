import type { RetentionInput } from '../../declare/policy-input.ts';
import { durationInWords } from './duration.ts';
import type { Reading } from './reading.ts';

/** What shortens, suspends, announces or lengthens a retention, each in a sentence of ours. */
export function retentionNotes(rule: RetentionInput, reading: Reading): readonly string[] {
  const { retention } = reading.phrases;
  return [
    ...(rule.clock === 'item' ? [retention.perItem] : []),
    ...(rule.requiresConsent === true ? [retention.onlyWithConsent] : []),
    ...[rule.earlierOn ?? []].flat().map(retention.earlierOn),
    ...warning(rule, reading),
    ...hold(rule, reading),
    ...extension(rule, reading),
  ];
}

function warning({ warning: stage }: RetentionInput, { phrases }: Reading): readonly string[] {
  if (stage === undefined) return [];
  const { warning: told, grace } = phrases.retention;
  const announced = told(phrases.channels[stage.channel], stage.cancelledBy);
  return stage.grace === undefined
    ? [announced]
    : [announced, grace(durationInWords(stage.grace, phrases))];
}

function hold({ hold: suspension }: RetentionInput, { phrases }: Reading): readonly string[] {
  if (suspension === undefined) return [];
  const { hold: suspended, holdThen, limitationPeriod } = phrases.retention;
  const { from, until, afterwards } = suspension;
  if (afterwards === undefined) return [suspended(from, until)];
  const after =
    afterwards === 'limitation-period'
      ? limitationPeriod
      : holdThen(durationInWords(afterwards, phrases));
  return [suspended(from, until), after];
}

function extension({ extension: longer }: RetentionInput, { phrases }: Reading): readonly string[] {
  if (longer === undefined) return [];
  const { extension: open, extensionBy } = phrases.retention;
  return [
    longer.duration === undefined ? open : extensionBy(durationInWords(longer.duration, phrases)),
  ];
}
