import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Language, PurposeTermId } from '../../vocabulary/index.ts';
import { authorityOf, type PublishedAuthority, wordsIn } from '../published-parties.ts';
import { isIndirect } from './selection.ts';

/** A purpose whose access is exercised through the supervisory authority (Art. 23): where to turn, and nothing else. */
export interface Referral {
  readonly purpose: string;
  readonly term: PurposeTermId | null;
  readonly description: string | null;
  readonly exercisedThrough: 'supervisory-authority';
  readonly authority: PublishedAuthority | null;
  /** The law that says so. */
  readonly legalReference: string;
  readonly text: string;
}

const TEXT: Readonly<Record<Language, string>> = {
  en: 'The right of access to this processing is exercised through the supervisory authority. This answer is the same for everybody, whether or not any data exist.',
  fr: 'Le droit d’accès à ce traitement s’exerce par l’intermédiaire de l’autorité de contrôle. Cette réponse est la même pour tous, que des données existent ou non.',
};

/** Made of the policy alone, so that it cannot differ between two people. */
export function referralsOf(catalogue: Catalogue, language: Language): readonly Referral[] {
  return [...catalogue.purposes.values()].flatMap(({ id, term, input }) =>
    input.indirectAccess === undefined || !isIndirect(catalogue, id)
      ? []
      : [
          {
            purpose: id,
            term: term ?? null,
            description: wordsIn(language, input.describe),
            exercisedThrough: 'supervisory-authority' as const,
            authority: authorityOf(catalogue.policy),
            legalReference: input.indirectAccess.legalReference,
            text: TEXT[language],
          },
        ],
  );
}
