import { PrivacyError } from '../errors.ts';
import type { Language } from '../vocabulary/index.ts';
import { negotiateLanguage } from './negotiate.ts';
import type { NeutralRequest } from './neutral.ts';

const LANGUAGES = ['en', 'fr'] as const satisfies readonly Language[];

/**
 * The language to answer in: the one that the address asks for with `language`, or the best of `Accept-Language`.
 * Throws `not-acceptable` where the address asks for one that there is not.
 */
export function languageAsked({
  query,
  header,
}: Pick<NeutralRequest, 'query' | 'header'>): Language {
  const asked = query.get('language');
  if (asked === null) return negotiateLanguage(header('accept-language'), LANGUAGES);
  const primary = asked.toLowerCase().split('-')[0];
  const found = LANGUAGES.find((language) => language === primary);
  if (found === undefined) {
    throw new PrivacyError('not-acceptable', { members: { available: LANGUAGES } });
  }
  return found;
}
