import { eventWords } from './events.ts';
import type { RetentionPhrases, RetentionWords } from './retention-words.ts';

const ACTIONS = {
  erase: 'effacées',
  anonymise: 'rendues anonymes de façon irréversible',
  archive: 'placées dans une archive à accès restreint',
} as const;

/** How long data are kept, in French. */
export const FRENCH_RETENTION: RetentionPhrases = {
  sentence,
  earlierOn: (event) =>
    `Elles disparaissent plus tôt si cet événement survient avant : ${inWords(event)[0]}.`,
  onlyWithConsent: 'Elles ne sont gardées aussi longtemps qu’avec votre consentement.',
  perItem: 'Le délai court séparément pour chaque enregistrement.',
  hold: (from, until) =>
    `Le délai est suspendu à compter ${inWords(from)[1]}, jusqu’à cet événement : ${inWords(until)[0]}.`,
  holdThen: (duration) => `Elles sont ensuite gardées encore ${duration}.`,
  limitationPeriod: 'Elles sont ensuite gardées jusqu’à la prescription des actions en justice.',
  warning: (channel, cancelledBy) =>
    `Nous vous prévenons auparavant (${channel}) ; cet événement conserve vos données : ${inWords(cancelledBy)[0]}.`,
  grace: (duration) => `Vous avez alors ${duration} pour répondre.`,
  extension: 'Elles peuvent être gardées plus longtemps.',
  extensionBy: (duration) => `Elles peuvent être gardées encore ${duration}.`,
};

function sentence(words: RetentionWords): string {
  const then = ACTIONS[words.action];
  const event = words.startEvent === undefined ? undefined : inWords(words.startEvent);
  if (words.atOnce) {
    return event === undefined ? `Aussitôt ${then}.` : `Aussitôt ${then}, à compter ${event[1]}.`;
  }
  if (words.duration !== undefined) {
    const span = words.maximum ? `${words.duration} au plus` : words.duration;
    return event === undefined
      ? `Conservées pendant ${span}, puis ${then}. Le point de départ n’est pas indiqué.`
      : `Conservées pendant ${span} à compter ${event[1]}, puis ${then}.`;
  }
  if (event !== undefined) return `Conservées jusqu’à cet événement : ${event[0]} ; puis ${then}.`;
  if (words.criterion) {
    return `Conservées aussi longtemps que l’exige le critère indiqué, puis ${then}.`;
  }
  return `À la fin ${then}. La durée de conservation n’est pas indiquée.`;
}

/** The event by itself, and after “à compter”. */
function inWords(event: string): readonly [string, string] {
  const known = eventWords(event);
  return known === undefined
    ? [`l’événement « ${event} »`, `de l’événement « ${event} »`]
    : [known[1], known[2]];
}
