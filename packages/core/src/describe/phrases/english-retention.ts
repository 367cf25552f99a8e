import { eventWords } from './events.ts';
import type { RetentionPhrases, RetentionWords } from './retention-words.ts';

const ACTIONS = {
  erase: 'erased',
  anonymise: 'made anonymous for good',
  archive: 'moved to an archive with restricted access',
} as const;

/** How long data are kept, in English. */
export const ENGLISH_RETENTION: RetentionPhrases = {
  sentence,
  earlierOn: (event) => `They go earlier, upon ${inWords(event)}, if that comes first.`,
  onlyWithConsent: 'They are kept this long only with your consent.',
  perItem: 'The period runs for each record by itself.',
  hold: (from, until) => `The period is suspended from ${inWords(from)} until ${inWords(until)}.`,
  holdThen: (duration) => `Afterwards they are kept for another ${duration}.`,
  limitationPeriod: 'Afterwards they are kept until legal claims are time-barred.',
  warning: (channel, cancelledBy) =>
    `Before that we tell you (${channel}); ${inWords(cancelledBy)} keeps your data.`,
  grace: (duration) => `You then have ${duration} to answer.`,
  extension: 'They may be kept longer.',
  extensionBy: (duration) => `They may be kept for another ${duration}.`,
};

function sentence(words: RetentionWords): string {
  const then = ACTIONS[words.action];
  const event = words.startEvent === undefined ? undefined : inWords(words.startEvent);
  if (words.atOnce) {
    return event === undefined ? `At once ${then}.` : `At once ${then}, upon ${event}.`;
  }
  if (words.duration !== undefined) {
    const span = words.maximum ? `at most ${words.duration}` : words.duration;
    return event === undefined
      ? `Kept for ${span}, then ${then}. From when is not stated.`
      : `Kept for ${span} from ${event}, then ${then}.`;
  }
  if (event !== undefined) return `Kept until ${event}, then ${then}.`;
  if (words.criterion) {
    return `Kept for as long as the criterion stated requires, then ${then}.`;
  }
  return `In the end ${then}. For how long they are kept is not stated.`;
}

function inWords(event: string): string {
  return eventWords(event)?.[0] ?? `the event “${event}”`;
}
