import { definePolicy, type RecipientInput } from '../core.ts';
import { unnamedPublisherMended } from '../policies/unnamed-publisher/mended.ts';
import { unnamedPublisher } from '../policies/unnamed-publisher/policy.ts';

/** S1 without what stops an application. */
export { unnamedPublisherMended } from '../policies/unnamed-publisher/mended.ts';

const { solicitation, siteUse, ...purposes } = unnamedPublisherMended.purposes;
const {
  strategicPartners: _unnamed,
  loyaltyEntities,
  ...recipients
} = unnamedPublisherMended.recipients ?? {};
const clause = { confidentialityReference: 'Clause of confidentiality' } as const;

/** The other answer to `legal-basis-missing` for l.58: legitimate interests, with the law of channels above them. */
export const publisherOnSoftOptIn = definePolicy<string>({
  ...unnamedPublisherMended,
  purposes: {
    ...unnamedPublisherMended.purposes,
    solicitation: {
      ...solicitation,
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'Sell more.',
    },
  },
});

const PRECISE = ['pd:CurrentLocation', 'pd:GPSCoordinate'] as const;

/** `legal-basis-missing` for l.20: precise location is split off and rests on consent. */
export const publisherWithLocation = definePolicy<string>({
  ...unnamedPublisherMended,
  purposes: {
    ...purposes,
    siteUse: {
      ...siteUse,
      categories: siteUse?.categories?.filter((id) => !PRECISE.some((it) => it === id)) ?? [],
    },
    solicitation: { ...solicitation },
    preciseLocation: {
      ...siteUse,
      is: 'dpv:ServicePersonalisation',
      legalBasis: 'consent',
      categories: PRECISE,
      at: 'l.20',
    },
  },
});

const partner = {
  role: 'third-party',
  country: 'FR',
  purposes: ['solicitation'],
  ...clause,
} as const;

/** `vague-recipient` and `transfer-mechanism-missing` for l.29: partners by name. */
export const publisherWithPartners = definePolicy<string>({
  ...unnamedPublisherMended,
  recipients: {
    ...recipients,
    loyaltyEntities: { ...loyaltyEntities, role: 'joint-controller', purposes: [] },
    partnerA: { ...partner, name: 'Partner A' },
    partnerB: { ...partner, name: 'Partner B' },
  },
});

const member = {
  role: 'joint-controller',
  country: 'FR',
  purposes: ['loyaltyProgramme'],
  ...clause,
} as const satisfies RecipientInput;

/** The entities of the loyalty programme (l.50), which the text leaves without names. */
export const publisherWithLoyalty = definePolicy<string>({
  ...unnamedPublisherMended,
  jointControllers: [
    { name: 'Alpha SAS', address: 'Lille' },
    { name: 'Beta SAS', address: 'Nice' },
  ],
  recipients: {
    ...recipients,
    alpha: { ...member, name: 'Alpha SAS' },
    beta: { ...member, name: 'Beta SAS' },
    gamma: { ...member, role: 'third-party', name: 'Gamma SAS', purposes: ['orders'] },
  },
});

/**
 * `special-category-against-commitment`: the promise of l.17 is dropped where l.52 wants sensitive profiles with
 * consent; and the services that may work with profiles and technical data are named.
 */
export const publisherWithProfiles = definePolicy<string>({
  ...unnamedPublisherMended,
  commitments:
    unnamedPublisher.commitments?.filter(({ promises }) => promises !== 'no-special-categories') ??
    [],
  roles: {
    crm: { purposes: ['prospectSelection', 'studySelection', 'sensitiveProfiling'] },
    advertising: { purposes: ['technicalAdvertising'] },
    service: { purposes: ['technicalService'] },
  },
});

const { google } = unnamedPublisher.recipients ?? {};

/**
 * `transfer-contradiction` (l.143 v 163) answered the other way: the promise is dropped, and Google is a recipient
 * that is certified under the Data Privacy Framework.
 */
export const publisherWithGoogle = definePolicy<string>({
  ...unnamedPublisherMended,
  recipients: {
    ...unnamedPublisherMended.recipients,
    google: {
      ...google,
      ...clause,
      role: 'third-party',
      purposes: ['abuseProtection'],
      transfer: { mechanism: 'eu-gdpr:A45-3', certified: true },
    },
  },
  commitments:
    unnamedPublisher.commitments?.filter(({ promises }) => promises !== 'no-transfer-outside-eu') ??
    [],
});

/** l.43 without the merger: the version before it, in which nobody is named as acquirer. */
const { controllerChange, ...beforeMerger } = unnamedPublisherMended.purposes;
const { acquirer, ...nobodyElse } = unnamedPublisherMended.recipients ?? {};

export const publisherBeforeMerger = definePolicy<string>({
  ...unnamedPublisherMended,
  purposes: beforeMerger,
  recipients: nobodyElse,
});

/** The merger of l.43 as a version of its own: it holds for whoever has been told of it, as the text promises. */
export const publisherInMerger = definePolicy<string>({
  ...unnamedPublisherMended,
  version: '2',
  effectiveFrom: '2026-10-01',
  newPurposesApply: 'notice-delivered',
  purposes: { ...beforeMerger, controllerChange: { ...controllerChange } },
  recipients: {
    ...nobodyElse,
    acquirer: {
      ...acquirer,
      name: 'Acquirer SA',
      role: 'third-party',
      purposes: ['controllerChange'],
      fields: ['Customer.email'],
    },
  },
});
