import { definePolicy } from '../../core.ts';
import { purposes } from './purposes.ts';
import { recipients } from './recipients.ts';

const SEAT = '3 place Albert Camus-Immeuble Zéro Newton 44200 NANTES';

/** S4: services for companies, with nine numbered purposes and a table of durations. */
export const oksigen = definePolicy({
  // The text bears no date.
  version: '1',
  effectiveFrom: '2024-01-01',
  changeReasons: ['law', 'caseLaw', 'authorityRecommendation'],
  language: 'fr',
  jurisdiction: 'loc:FR',
  hosts: ['oksigen.fr'],
  controller: {
    name: 'OKSIGEN',
    address: SEAT,
    identifier: 'capital de 20 000 euros, RCS Nantes 831 002 670',
    country: 'FR',
    at: 'l.13',
  },
  dataProtectionOfficer: { contact: 'irobet@oksigen.fr', at: 'l.177' },
  supervisoryAuthority: {
    name: 'CNIL',
    term: 'legal-fr:DPA-FR',
    address: '3 Places de Fontenoy, 75007 Paris',
    at: 'l.183',
  },
  purposes,
  recipients,
  disclosureGrounds: {
    tax: {
      describe: 'Obligations towards the tax administration.',
      requiresLegalReference: true,
      at: 'l.80',
    },
    judicial: {
      describe: 'A judicial authority demands it.',
      requiresLegalReference: true,
      at: 'l.88',
    },
  },
  safeguards: [
    { mechanism: 'eu-gdpr:A45-3', at: 'l.143' },
    { mechanism: 'eu-gdpr:A46-2-c', at: 'l.147' },
  ],
  dataSources: {
    dataSubject: { kind: 'data-subject', at: 'l.9' },
    partners: {
      kind: 'third-party',
      describe: 'Partners who were allowed to pass the data on.',
      at: 'l.9',
    },
  },
  collectionPoints: {
    post: { channel: 'post', at: 'l.9' },
    email: { channel: 'email', at: 'l.9' },
    phone: { channel: 'phone', at: 'l.9' },
    site: { channel: 'web', at: 'l.9' },
    partners: { channel: 'import', source: 'partners', at: 'l.9' },
  },
  // The list of cookies is on another page; what this text says of them is that browsing sets some.
  cookies: { browsing: { category: 'functional', purpose: 'browsing', at: 'l.193' } },
  roles: {
    commercial: { purposes: ['quote', 'sale', 'customerRelations', 'advertising'], at: 'l.74' },
    accounting: { purposes: ['accounting'], at: 'l.74' },
    afterSales: { purposes: ['afterSales'], at: 'l.74' },
    litigation: { purposes: ['afterSales'], describe: 'Reads archives.', at: 'l.133' },
  },
  rights: [
    { right: 'withdrawConsent', at: 'l.64' },
    { right: 'access', at: 'l.94' },
    { right: 'rectification', at: 'l.95' },
    { right: 'objection', at: 'l.96' },
    { right: 'erasure', at: 'l.97' },
    { right: 'postMortem', at: 'l.105' },
    { right: 'portability', at: 'l.106' },
    { right: 'automatedDecision', at: 'l.107' },
  ],
  rightsContact: { email: 'lrobet@oksigen.fr', address: `OKSIGEN, ${SEAT}`, at: 'l.112' },
  commitments: [
    { promises: 'no-legal-obligation', at: 'l.58' },
    { promises: 'recipients-bound-to-confidentiality', at: 'l.82' },
    { promises: 'consent-for-any-disclosure', at: 'l.84' },
    { promises: 'no-sale', at: 'l.86' },
    { promises: 'retention-table-complete', at: 'l.118' },
    { promises: 'hosting-in', region: 'EU', at: 'l.143' },
    { promises: 'no-sale', at: 'l.151' },
  ],
  consequence: {
    describe: 'Access may be suspended; services may not be performed, or performed badly.',
    at: 'l.68',
  },
  unmarkedFields: [
    { are: 'optional', at: 'l.38' },
    { are: 'required', at: 'l.68' },
  ],
  measures: {
    technical: [
      'Levels of authorisation',
      'Strong authentication',
      'Logging and monitoring of access',
    ],
    organisational: ['Procedures of access control'],
  },
  flaws: [
    {
      flaw: 'legal-basis-ambiguous',
      about: 'One processing may have several bases, and the text does not say which.',
      at: 'l.66',
    },
    {
      flaw: 'dangling-reference',
      about: 'The link to the page on cookies leads nowhere.',
      at: 'l.193',
    },
  ],
});
