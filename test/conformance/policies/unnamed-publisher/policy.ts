import { definePolicy } from '../../core.ts';
import { purposes } from './purposes.ts';

/** S1: a content site with orders, cookies and reCAPTCHA, whose publisher is not named. */
export const unnamedPublisher = definePolicy({
  // The text bears no date; it cites the GDPR as in force.
  version: '1',
  effectiveFrom: '2018-05-25',
  language: 'en',
  jurisdiction: 'loc:FR',
  purposes,
  recipients: {
    authorities: {
      category: 'Regulatory and judicial authorities',
      role: 'authority',
      country: 'FR',
      purposes: ['authorityDisclosure'],
      at: 'l.25',
    },
    strategicPartners: {
      category: 'Strategic partners',
      role: 'third-party',
      purposes: ['orders', 'solicitation'],
      at: 'l.29',
    },
    suppliers: { category: 'Suppliers', role: 'processor', purposes: ['orders'], at: 'l.32' },
    subsidiaries: { category: 'Subsidiaries', role: 'processor', purposes: ['orders'], at: 'l.32' },
    acquirer: {
      category: 'Who acquires the business',
      role: 'third-party',
      purposes: ['controllerChange'],
      at: 'l.43',
    },
    loyaltyEntities: {
      category: 'Legal entities of the loyalty programme',
      role: 'joint-controller',
      purposes: ['loyaltyProgramme'],
      at: 'l.50',
    },
    dataBuyers: {
      category: 'Buyers of technical data',
      role: 'third-party',
      activity: 'data-trade',
      purposes: ['dataSale'],
      at: 'l.87',
    },
    google: {
      name: 'Google Inc.',
      role: 'third-party',
      country: 'US',
      purposes: ['abuseProtection'],
      policyUrl: 'https://www.google.com/intl/de/policies/privacy/',
      at: 'l.163',
    },
  },
  dataSources: {
    dataSubject: { kind: 'data-subject', at: 'l.32' },
    socialNetwork: { kind: 'third-party', describe: 'A linked social account.', at: 'l.70' },
  },
  collectionPoints: {
    order: { channel: 'web', at: 'l.32' },
    socialAccount: { channel: 'web', source: 'socialNetwork', at: 'l.70' },
    device: { channel: 'web', automatic: true, at: 'l.85' },
    recaptcha: { channel: 'web', automatic: true, at: 'l.163' },
  },
  cookies: {
    statistics: {
      purpose: 'cookieStatistics',
      category: 'audience',
      duration: 'P13M',
      refusal: 'browser-settings',
      refusalAt: 'l.99',
      at: 'l.95',
    },
    recaptcha: {
      purpose: 'abuseProtection',
      category: 'functional',
      provider: 'Google Inc.',
      policyUrl: 'https://www.google.com/intl/de/policies/privacy/',
      announced: false,
      at: 'l.163',
    },
  },
  rights: [
    { right: 'erasure', at: 'l.114' },
    { right: 'portability', describe: 'Everything held, in an open format.', at: 'l.158' },
  ],
  commitments: [
    { promises: 'no-special-categories', at: 'l.17' },
    { promises: 'recipients-bound-to-confidentiality', at: 'l.37' },
    { promises: 'no-criminal-offences', purposes: ['unpaidAndLitigation'], at: 'l.60' },
    { promises: 'no-personal-data-on-browsing', at: 'l.75' },
    {
      promises: 'no-identity-with-technical-data',
      purposes: ['technicalAdvertising', 'technicalStatistics', 'experiencePersonalisation'],
      at: 'l.87',
    },
    { promises: 'no-transfer-outside-eu', at: 'l.143' },
    { promises: 'no-less-protection-without-consent', at: 'l.148' },
  ],
  flaws: [
    { flaw: 'open-ended-category', about: 'Identity data end in an ellipsis.', at: 'l.15' },
    {
      flaw: 'open-ended-category',
      about: 'Professional and connection data end in an ellipsis.',
      at: 'l.19',
    },
    { flaw: 'open-ended-category', about: 'Location data end in an ellipsis.', at: 'l.20' },
    {
      flaw: 'undefined-combination',
      about: 'Data of all users, groups and accounts may be combined for no stated purpose.',
      at: 'l.70',
    },
  ],
});
