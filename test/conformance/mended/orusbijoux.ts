import { definePolicy, type RecipientInput } from '../core.ts';
import { eachPurpose } from '../policies/mend.ts';
import { orusbijoux } from '../policies/orusbijoux.ts';
import { orusbijouxMended } from '../policies/orusbijoux-mended.ts';

/** S0 without what stops an application. */
export { orusbijouxMended } from '../policies/orusbijoux-mended.ts';

/** Clients who instruct: the text speaks of client companies and names none. */
export const orusbijouxWithTenants = definePolicy<string>({
  ...orusbijouxMended,
  tenants: {
    jeweller: {
      controller: { name: 'Jeweller SARL', address: 'Lyon' },
      contractReference: 'DPA jeweller v2',
      instructedPurposes: ['companyMonitoring'],
    },
    goldsmith: {
      controller: { name: 'Goldsmith SAS', address: 'Paris' },
      contractReference: 'DPA goldsmith v1',
      instructedPurposes: ['companyMonitoring', 'newSoftwareInformation'],
    },
  },
});

/**
 * The other answer to `multiple-legal-basis` (l.35 v 47): consent for what l.47 rests on legitimate interests, so that
 * the promise of consent is kept where consent can be free.
 */
export const orusbijouxByConsent = definePolicy<string>({
  ...orusbijouxMended,
  purposes: eachPurpose(orusbijouxMended, (purpose) => {
    if (purpose.legalBasis !== 'legitimate_interests') return purpose;
    const { legitimateInterest: _none, ...rest } = purpose;
    return { ...rest, legalBasis: 'consent' };
  }),
});

const OUTSIDE = {
  role: 'third-party',
  country: 'FR',
  requiresConsent: true,
} as const satisfies Partial<RecipientInput>;

/**
 * Two recipients outside, each with the consent that l.9 promises. Answers `recipient-contradiction`: the promise of
 * l.63 that nobody outside has access is dropped, the one on advertising (l.61) stays.
 */
export const orusbijouxWithRecipients = definePolicy<string>({
  ...orusbijouxMended,
  recipients: {
    trainingPartner: { ...OUTSIDE, name: 'Training partner', purposes: ['followUp'] },
    // It also runs an advertising network: for followUp alone is it registered.
    portal: { ...OUTSIDE, name: 'Portal', purposes: ['followUp'] },
  },
  commitments:
    orusbijoux.commitments?.filter(
      ({ promises }) =>
        promises !== 'internal-recipients-only' && promises !== 'consent-for-any-collection',
    ) ?? [],
});
