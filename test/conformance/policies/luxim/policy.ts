import { definePolicy } from '../../core.ts';
import { purposes } from './purposes.ts';
import { recipients } from './recipients.ts';

/** S2: a service with appointments and payments, obliged to fight money laundering; the French text binds. */
export const luxim = definePolicy({
  // The text bears no date; it calls a network by the name that it has had since mid-2023.
  version: '1',
  effectiveFrom: '2024-01-01',
  language: 'en',
  authoritativeLanguage: 'fr',
  jurisdiction: 'loc:FR',
  hosts: ['luxim.fr', '*.luxim.fr'],
  // Name and address of the publisher stand on another page of the site.
  controller: { name: 'Luxim', contact: 'https://luxim.fr', country: 'FR', at: 'l.6' },
  supervisoryAuthority: {
    name: 'CNIL',
    term: 'legal-fr:DPA-FR',
    url: 'https://cnil.fr',
    address: '3 Place de Fontenoy - TSA 80715 - 75334 PARIS CEDEX 07, France',
    at: 'l.49',
  },
  newPurposesApply: 'publication',
  purposes,
  recipients,
  dataSources: { dataSubject: { kind: 'data-subject', at: 'l.10' } },
  collectionPoints: {
    onlinePayment: { channel: 'web', at: 'l.10' },
    informationRequest: { channel: 'web', at: 'l.10' },
    phoneCall: { channel: 'phone', at: 'l.10' },
    contactExchange: { channel: 'in-person', at: 'l.10' },
    appointment: { channel: 'web', at: 'l.10' },
    ownEvent: { channel: 'event', at: 'l.10' },
    partnerEvent: { channel: 'event', source: 'eventPartners', at: 'l.10' },
  },
  cookies: {
    necessary: { category: 'strictly-necessary', purpose: 'siteOperation', at: 'l.99' },
    performance: {
      category: 'audience',
      purpose: 'audienceMeasurement',
      refusal: 'banner',
      refusalAt: 'l.96',
      at: 'l.100',
    },
    functional: {
      category: 'functional',
      purpose: 'sitePersonalisation',
      refusal: 'banner',
      refusalAt: 'l.104',
      at: 'l.101',
    },
    sharing: {
      category: 'sharing',
      purpose: 'socialSharing',
      onlyAfter: 'share-button',
      at: 'l.102',
    },
    advertising: {
      category: 'advertising',
      purpose: 'advertisingCookies',
      refusal: 'banner',
      at: 'l.96',
    },
  },
  roles: {
    marketing: { purposes: ['prospecting', 'newsletter', 'smsOffers', 'emailOffers'], at: 'l.26' },
    accounting: { purposes: ['invoicing', 'onlinePayments', 'unpaidAndDisputes'], at: 'l.26' },
    humanResources: { purposes: ['recruitment', 'talentPool'], at: 'l.26' },
    communication: { purposes: ['eventInvitations', 'contests'], at: 'l.26' },
    sales: { purposes: ['businessRelationship', 'caseFollowUp'], at: 'l.26' },
    customerService: { purposes: ['support', 'informationRequests', 'claims'], at: 'l.26' },
    quality: { purposes: ['callRecording', 'surveys'], at: 'l.26' },
    // Access is limited to who needs it (l.73): nobody else may see what these two see.
    antiMoneyLaundering: { purposes: ['moneyLaundering'], at: 'l.51' },
    fraudAnalyst: { purposes: ['fraudPrevention', 'fraudList'], at: 'l.56' },
  },
  rights: [
    { right: 'access', at: 'l.41' },
    { right: 'rectification', at: 'l.42' },
    { right: 'objection', at: 'l.43' },
    { right: 'erasure', at: 'l.44' },
    { right: 'restriction', at: 'l.45' },
    { right: 'portability', at: 'l.46' },
    { right: 'postMortem', at: 'l.47' },
    { right: 'withdrawConsent', at: 'l.96' },
  ],
  rightsContact: { address: 'The address of the Business Information page', at: 'l.48' },
  commitments: [
    { promises: 'no-local-payment-cards', at: 'l.64' },
    { promises: 'channel-law', at: 'l.66' },
    // Customers alone are written to without prior consent: others are not.
    { promises: 'channel-law', at: 'l.68' },
  ],
  measures: {
    technical: ['Firewalls', 'Encryption of sensitive data', 'Identification and authentication'],
    organisational: ['Access limited to who needs it', 'Training of staff', 'Audits and controls'],
  },
  links: [
    { name: 'Instagram', url: 'https://instagram.com' },
    { name: 'Facebook', url: 'https://facebook.com' },
    { name: 'X', url: 'https://x.com' },
    { name: 'YouTube', url: 'https://youtube.com' },
    { name: 'TikTok', url: 'https://tiktok.com' },
    { name: 'Telegram', url: 'https://telegram.org' },
    { name: 'WhatsApp', url: 'https://whatsapp.com' },
  ],
  flaws: [
    { flaw: 'implied-consent', about: 'Using the site counts as accepting the policy.', at: 'l.4' },
    {
      flaw: 'consent-conditionality',
      about: 'Who refuses anything must leave the site.',
      at: 'l.5',
    },
    {
      flaw: 'open-ended-category',
      about: 'Personal data end in "any other" and "etc."',
      at: 'l.11',
    },
    { flaw: 'open-ended-category', about: 'Professional data end in "etc."', at: 'l.12' },
    {
      flaw: 'open-ended-category',
      about: 'Financial data end in "any other" and "etc."',
      at: 'l.13',
    },
    { flaw: 'open-ended-category', about: 'Technical data end in "etc."', at: 'l.14' },
    {
      flaw: 'purpose-undeclared',
      about: 'The list of purposes ends in "etc."',
      at: ['l.17', 'l.21'],
    },
  ],
});
