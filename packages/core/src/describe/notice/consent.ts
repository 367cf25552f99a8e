import type { Catalogue, CompiledPurpose } from '../../catalogue/catalogue.ts';
import { needsExplicitConsent } from '../../rights/purposes.ts';
import { durationInWords } from '../parts/duration.ts';
import type { Reading } from '../parts/reading.ts';
import { asksConsent } from './bases.ts';
import type { Contacts } from './contacts.ts';

/** How consent works for a purpose, and how it is withdrawn (Art. 7(3), 13(2)(c)). */
export interface NoticeConsent {
  /** ISO 8601; left out where a consent holds until withdrawn. */
  readonly duration?: string;
  readonly durationInWords?: string;
  readonly explicit: boolean;
  readonly withdrawal: { readonly sentence: string; readonly isExercisedAt: readonly string[] };
}

/** The consent that a purpose asks for; null where it asks for none. */
export function consentOf(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  contacts: Contacts,
  { phrases }: Reading,
): NoticeConsent | null {
  if (!asksConsent(catalogue, purpose)) return null;
  const { duration } = purpose.input.consent ?? {};
  return {
    ...(duration !== undefined && {
      duration,
      durationInWords: durationInWords(duration, phrases),
    }),
    explicit: needsExplicitConsent(catalogue, purpose),
    withdrawal: { sentence: phrases.withdrawal, isExercisedAt: contacts('withdrawConsent') },
  };
}
