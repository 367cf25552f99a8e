import type { PolicyInput, Words } from '../../declare/policy-input.ts';
import type { Language } from '../../vocabulary/index.ts';
import { type Phrases, phrasesIn } from '../phrases/phrases.ts';

/** Words of the policy as they are shown: in the language asked for, or in the other where there is no translation. */
export interface Text {
  readonly text: string;
  /** The language of the text; left out where the policy gives bare words and states no language. */
  readonly language?: Language;
}

/** In which language a policy is read: everything that describes it takes its words from here. */
export interface Reading {
  readonly language: Language;
  readonly phrases: Phrases;
  /** The language in which the policy puts words that are not translated. */
  readonly policyLanguage: Language | undefined;
}

/** Reads a policy in a language. */
export function readingOf(policy: PolicyInput, language: Language): Reading {
  return { language, phrases: phrasesIn(language), policyLanguage: policy.language };
}

/** Words in the language of the reading, else in the other one, saying which; null where there are none. */
export function read(words: Words | undefined, { language, policyLanguage }: Reading): Text | null {
  if (words === undefined) return null;
  if (typeof words === 'string') {
    return policyLanguage === undefined
      ? { text: words }
      : { text: words, language: policyLanguage };
  }
  const asked = words[language];
  if (asked !== undefined) return { text: asked, language };
  const other = language === 'en' ? 'fr' : 'en';
  const translated = words[other];
  return translated === undefined ? null : { text: translated, language: other };
}
