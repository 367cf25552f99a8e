import type { CompiledPurpose } from '../../catalogue/catalogue.ts';
import type { Reading } from '../parts/reading.ts';

/** How the signal Global Privacy Control is treated, published as its specification asks. */
export interface NoticeGpc {
  /** Ids of the purposes that the signal refuses or objects to: sale, third-party sharing, cross-context advertising. */
  readonly refuses: readonly string[];
  readonly sentence: string;
}

/** What the signal does to the purposes of a notice. */
export function gpcOf(purposes: readonly CompiledPurpose[], { phrases }: Reading): NoticeGpc {
  const refuses = purposes.filter(({ gpc }) => gpc).map(({ id }) => id);
  return { refuses, sentence: refuses.length > 0 ? phrases.gpc : phrases.gpcRefusesNothing };
}
