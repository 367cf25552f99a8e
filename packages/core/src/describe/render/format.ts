import type { Language } from '../../vocabulary/index.ts';

// Names of countries and months come from the runtime's own data, so they stay out of the document and its hash.
const FORMATS = {
  en: formatsOf('en-GB'),
  fr: formatsOf('fr-FR'),
} as const;

/** A country of ISO 3166-1 as people call it; anything else stands for itself. */
export function countryName(code: string, language: Language): string {
  return /^[A-Za-z]{2}$/.test(code)
    ? (FORMATS[language].countries.of(code.toUpperCase()) ?? code)
    : code;
}

/** An RFC 3339 date as people write it, `1 September 2026`; anything else stands for itself. */
export function dateInWords(date: string, language: Language): string {
  const instant = new Date(date);
  return /^\d{4}-\d{2}-\d{2}/.test(date) && !Number.isNaN(instant.getTime())
    ? ordinal(FORMATS[language].dates.format(instant), language)
    : date;
}

/** French writes the first of a month `1er`. */
function ordinal(date: string, language: Language): string {
  return language === 'fr' ? date.replace(/^1 /, '1er ') : date;
}

function formatsOf(locale: string) {
  return {
    countries: new Intl.DisplayNames(locale, { type: 'region' }),
    dates: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
  };
}
