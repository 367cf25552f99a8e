import type { Party, PolicyInput, Words } from '../declare/policy-input.ts';
import type { Language } from '../vocabulary/index.ts';

/** The supervisory authority to which a data subject can complain (Art. 77), as it is published. */
export interface PublishedAuthority {
  readonly name: string;
  /** DPV term, `legal-fr:DPA-FR`. */
  readonly term?: string;
  readonly url?: string;
  readonly address?: string;
}

/** A party without the place where the published text names it. */
export type PublishedParty = Partial<Omit<Party, 'at'>>;

const CNIL: PublishedAuthority = {
  name: 'Commission nationale de l’informatique et des libertés (CNIL)',
  term: 'legal-fr:DPA-FR',
  url: 'https://www.cnil.fr',
  address: '3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07',
};

/** The supervisory authority of a policy; null where it names none. */
export function authorityOf({ supervisoryAuthority }: PolicyInput): PublishedAuthority | null {
  if (supervisoryAuthority === undefined) return null;
  if (supervisoryAuthority === 'CNIL') return CNIL;
  const { at: _place, ...published } = supervisoryAuthority;
  return published;
}

/** A party as it is published; null where the policy names none. */
export function partyOf(party: Partial<Party> | undefined): PublishedParty | null {
  if (party === undefined) return null;
  const { at: _place, ...published } = party;
  return published;
}

/** Words of the policy in a language, else in the other; null where there are none. */
export function wordsIn(language: Language, words: Words | undefined): string | null {
  if (words === undefined || typeof words === 'string') return words ?? null;
  return words[language] ?? words.en ?? words.fr ?? null;
}
