import { definePolicy } from '@lawful/core';

const untilLeaving = { startEvent: 'membership.ended', duration: 'P1Y', action: 'erase' } as const;
const untilWithdrawn = { startEvent: 'consent.ended', duration: 'P0D', action: 'erase' } as const;

/** What a gym with a physiotherapy practice promises: every legal basis, several roles, tenants, channels, health data. */
const promises = {
  language: 'en',
  jurisdiction: 'loc:FR',
  controller: {
    name: 'Riverside Gym SARL',
    address: '4 quai de la Vilaine, 35000 Rennes, France',
    contact: 'mailto:privacy@riverside-gym.example',
    country: 'FR',
  },
  supervisoryAuthority: 'CNIL',
  rightsContact: { email: 'privacy@riverside-gym.example' },
  rights: [
    { right: 'access' },
    { right: 'rectification' },
    { right: 'erasure' },
    { right: 'restriction' },
    { right: 'portability' },
    { right: 'objection' },
    { right: 'withdrawConsent' },
  ],
  purposes: {
    membership: {
      is: 'dpv:MemberPartnerManagement',
      legalBasis: 'contract',
      retention: untilLeaving,
    },
    booking: { is: 'dpv:ServiceProvision', legalBasis: 'contract', retention: untilLeaving },
    invoicing: {
      is: 'dpv:LegalCompliance',
      legalBasis: 'legal_obligation',
      legalReference: 'Code de commerce, art. L123-22',
      retention: { startEvent: 'year.closed', duration: 'P10Y', action: 'erase' },
    },
    emergency: {
      is: 'dpv:PublicBenefit',
      legalBasis: 'vital_interests',
      retention: untilLeaving,
    },
    'sport-statistics': {
      is: 'dpv:ProvideOfficialStatistics',
      legalBasis: 'public_task',
      legalReference: 'Code du sport, art. R131-1',
      retention: untilLeaving,
    },
    'door-security': {
      is: 'dpv:EnforceSecurity',
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'Letting nobody in who has not paid',
      retention: { startEvent: 'visit.ended', duration: 'P1M', action: 'erase' },
    },
    newsletter: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'consent',
      consent: { duration: 'P13M' },
      channel: 'email',
      retention: untilWithdrawn,
    },
    'similar-offers': {
      is: 'dpv:DirectMarketing',
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'Telling members of courses like those that they take',
      channel: ['email', 'phone', 'post'],
      retention: untilLeaving,
    },
    'partner-offers': {
      is: 'dpv:PersonalisedBenefits',
      legalBasis: 'consent',
      retention: untilWithdrawn,
    },
    'training-plan': {
      is: 'dpv:ServicePersonalisation',
      legalBasis: 'consent',
      consent: { explicit: true },
      specialCategoryBasis: 'eu-gdpr:A9-2-a',
      retention: untilWithdrawn,
    },
    physiotherapy: {
      is: 'dpv:ImproveHealthcare',
      legalBasis: 'contract',
      specialCategoryBasis: 'eu-gdpr:A9-2-h',
      relationship: 'care-team',
      retention: { startEvent: 'treatment.ended', duration: 'P20Y', action: 'erase' },
    },
    'employee-wellness': {
      is: 'dpv:ServiceProvision',
      legalBasis: 'contract',
      role: 'processor',
      retention: untilLeaving,
    },
    analytics: {
      is: 'dpv:ServiceUsageAnalytics',
      legalBasis: 'consent',
      consent: { duration: 'P13M' },
      retention: untilWithdrawn,
    },
    adverts: {
      is: 'dpv:TargetedAdvertising',
      legalBasis: 'consent',
      retention: untilWithdrawn,
    },
  },
  recipients: {
    outfitter: {
      name: 'Sport Ouest SA',
      category: 'sports outfitter',
      role: 'third-party',
      country: 'FR',
      purposes: ['partner-offers'],
      fields: ['Member.email', 'Member.interests'],
    },
    mailer: {
      name: 'Courrier Express SARL',
      category: 'sender of our e-mail',
      role: 'processor',
      country: 'FR',
      purposes: ['newsletter'],
      fields: ['Member.email'],
      contractReference: 'DPA-2026-01 v2',
    },
  },
  roles: {
    'front-desk': { purposes: ['membership', 'booking', 'analytics', 'employee-wellness'] },
    physiotherapist: { purposes: ['physiotherapy'] },
    marketing: { purposes: ['newsletter'] },
  },
  tenants: {
    brewery: {
      controller: { name: 'Brasserie du Nord', contact: 'mailto:dpo@brewery.example' },
      contractReference: 'DPA-2026-07',
      instructedPurposes: ['employee-wellness'],
    },
    bakery: {
      controller: { name: 'Boulangerie du Sud', contact: 'mailto:dpo@bakery.example' },
      instructedPurposes: ['employee-wellness'],
    },
  },
} as const;

/** In force when the scenarios take place. */
export const policy = definePolicy({ version: '1', effectiveFrom: '2026-09-01', ...promises });

/** Takes effect on New Year's Day of 2027: the newsletter has materially changed, and coaching is new. */
export const nextPolicy = definePolicy({
  ...promises,
  version: '2',
  effectiveFrom: '2027-01-01',
  announcedAt: '2026-11-01',
  newPurposesApply: 'notice-delivered',
  purposes: {
    ...promises.purposes,
    newsletter: {
      ...promises.purposes.newsletter,
      consent: { duration: 'P13M', reaskFrom: '2' },
    },
    coaching: {
      is: 'dpv:ProvidePersonalisedRecommendations',
      legalBasis: 'legitimate_interests',
      legitimateInterest: 'Helping members to train well',
      retention: untilLeaving,
    },
  },
});

/** A purpose that the policy in force, or the next one, declares. */
export type Purpose = keyof (typeof nextPolicy)['purposes'];

/** Typed to both versions: a purpose that neither declares does not compile. */
export const {
  DataSubject,
  SubjectId,
  PersonalData,
  NotPersonal,
  Nested,
  defineModel,
  personal,
  subjectId,
  notPersonal,
} = nextPolicy.declare();
