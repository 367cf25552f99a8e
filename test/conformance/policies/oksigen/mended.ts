import { definePolicy, type PurposeInput } from '../../core.ts';
import { eachPurpose, eachRecipient, PROSPECT, REGISTERED } from '../mend.ts';
import { oksigen } from './policy.ts';

/** The bases of the three purposes that stand in the table of durations alone. */
const BASES: Readonly<Record<string, Partial<PurposeInput>>> = {
  fraudPrevention: {
    legalBasis: 'legitimate_interests',
    legitimateInterest: 'Lose nothing to fraud.',
    retention: { startEvent: 'fraudCase.closed', duration: 'P5Y', action: 'erase', at: 'l.128' },
  },
  rightsHandling: { legalBasis: 'legal_obligation', legalReference: 'GDPR Art. 12 to 22' },
  accounting: { legalBasis: 'legal_obligation', legalReference: 'C. com. L123-22' },
};

/**
 * Accounting and taxes are owed by law (statement-contradiction, l.58). Consent is promised before data go to third
 * parties who are not authorised (l.84): those that the text lists are, and whoever is not registered is refused.
 */
const MENDED = ['no-legal-obligation', 'consent-for-any-disclosure'];

/** S4 with a basis for each purpose, a clock for prospects, and recipients that may receive something. */
export const oksigenMended = definePolicy<string>({
  ...oksigen,
  purposes: eachPurpose(oksigen, (purpose, name) => {
    const rules = [purpose.retention ?? []].flat();
    const prospects = purpose.dataSubjects?.includes('x:Prospect') === true;
    return { ...purpose, retention: prospects ? [...rules, PROSPECT] : rules, ...BASES[name] };
  }),
  recipients: eachRecipient(oksigen, [], (recipient) => ({
    ...REGISTERED,
    confidentialityReference: 'Clause of confidentiality',
    ...recipient,
  })),
  commitments: oksigen.commitments?.filter(({ promises }) => !MENDED.includes(promises)) ?? [],
});
