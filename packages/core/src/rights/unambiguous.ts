/** Why an act is no consent (Art. 4(11), 7; recital 32). */
export type InvalidConsentReason = 'missing-evidence' | 'implied' | 'preticked' | 'bundled';

type FlawedAct = Exclude<InvalidConsentReason, 'missing-evidence'>;

/**
 * Acts that are no clear affirmative act, by the word that names them. Silence, scrolling and going on are recital 32
 * and CJEU C-61/19, boxes ticked beforehand C-673/17, acceptance of terms or a purchase Art. 7(2) and (4).
 */
const FLAWED: Readonly<Record<FlawedAct, readonly string[]>> = {
  implied: [
    'implied',
    'implicit',
    'tacit',
    'silence',
    'inactivity',
    'none',
    'scroll',
    'scrolling',
    'swipe',
    'browsing',
    'continued-browsing',
    'continued-use',
    'continue-browsing',
    'use-of-site',
    'use-of-the-site',
    'use-of-service',
    'site-use',
    'visit',
    'browser-settings',
    'opt-out',
    'no-opt-out',
    'no-objection',
  ],
  preticked: [
    'preticked',
    'pre-ticked',
    'prechecked',
    'pre-checked',
    'preselected',
    'pre-selected',
    'default',
    'default-on',
  ],
  bundled: [
    'bundled',
    'terms',
    'terms-of-service',
    'terms-of-use',
    'terms-and-conditions',
    'general-conditions',
    'tos',
    'cgu',
    'cgv',
    'contract',
    'purchase',
    'registration',
    'sign-up',
  ],
};

const BY_WORD = new Map(
  Object.entries(FLAWED).flatMap(([reason, words]) => words.map((word) => [word, reason])),
);

/**
 * Why an act such as `checkbox#newsletter` is no consent, judged by what it names before `#`, `:`, `=` or `/`, and
 * for a box that accepts the terms by what it names after; `undefined` where nothing speaks against it. A client that
 * lies cannot be found out here: its words are kept as evidence.
 */
export function flawOfAct(act: string): FlawedAct | undefined {
  const words = act.normalize('NFKC').toLowerCase();
  const [kind = '', target = ''] = words.split(/[#:=/]/);
  const flaw = flawOf(words) ?? flawOf(kind);
  return flaw ?? (flawOf(target) === 'bundled' ? 'bundled' : undefined);
}

function flawOf(words: string): FlawedAct | undefined {
  const name = words
    .replace(/\bconsent\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const reason = BY_WORD.get(name) ?? BY_WORD.get(name.replace(/-(?:box|checkbox|tick)$/, ''));
  return reason === 'implied' || reason === 'preticked' || reason === 'bundled'
    ? reason
    : undefined;
}
