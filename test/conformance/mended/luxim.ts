import { definePolicy } from '../core.ts';
import { luximMended as started } from '../policies/luxim/mended.ts';
import { eachPurpose } from '../policies/mend.ts';

/**
 * S2 without what stops an application, and with the interests in words: answers `legitimate-interest-not-described`,
 * which stops nothing and leaves data subjects in the dark.
 */
export const luximMended = definePolicy<string>({
  ...started,
  purposes: eachPurpose(started, (purpose) =>
    purpose.legalBasis === 'legitimate_interests'
      ? { legitimateInterest: 'Know our customers, keep them and grow.', ...purpose }
      : purpose,
  ),
});
