import type { Place } from './words.ts';

/** A party of GDPR Art. 4: who it is and how it is reached. */
export interface Party {
  readonly name: string;
  /** Postal address. */
  readonly address?: string;
  /** Registration number or other legal identity, in the words of the published text. */
  readonly identifier?: string;
  /** `mailto:`, `https:` or `tel:` URI, or a bare e-mail address. */
  readonly contact?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly at?: Place;
}

/** The supervisory authority (Art. 51, 77). `'CNIL'` stands for the French one with its published addresses. */
export type AuthorityInput =
  | 'CNIL'
  | (Pick<Party, 'name' | 'address' | 'at'> & { readonly term?: string; readonly url?: string });
